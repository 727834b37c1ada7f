package kith.report;

import java.awt.Color;

/**
 * How colours look to those whose eyes lack one of the three kinds of cones, by the matrices that
 * Machado, Oliveira and Fernandes published in 2009 for linear RGB.
 */
enum ColourBlindness {
  PROTANOPIA(
      new double[][] {
        {0.152286, 1.052583, -0.204868},
        {0.114503, 0.786281, 0.099216},
        {-0.003882, -0.048116, 1.051998}
      }),
  DEUTERANOPIA(
      new double[][] {
        {0.367322, 0.860646, -0.227968},
        {0.280085, 0.672501, 0.047413},
        {-0.011820, 0.042940, 0.968881}
      }),
  TRITANOPIA(
      new double[][] {
        {1.255528, -0.076749, -0.178779},
        {-0.078411, 0.930809, 0.147602},
        {0.004733, 0.691367, 0.303900}
      });

  private final double[][] matrix;

  ColourBlindness(double[][] matrix) {
    this.matrix = matrix;
  }

  /** Red, green and blue as they are seen, linear and from 0 to 1. */
  double[] seen(Color colour) {
    double[] linear = linear(colour);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += matrix[i][j] * linear[j];
      }
      seen[i] = Math.max(0, Math.min(1, sum));
    }
    return seen;
  }

  /** Red, green and blue without their gamma, from 0 to 1. */
  static double[] linear(Color colour) {
    return new double[] {
      linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())
    };
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  /** How bright a linear colour is, from 0 to 1. */
  static double luminance(double[] linear) {
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  /** How far two linear colours look apart: CIE 1976, where 2.3 is just noticed. */
  static double apart(double[] one, double[] other) {
    double[] a = lab(one);
    double[] b = lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double[] lab(double[] linear) {
    double x = (0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505;
    double y = luminance(linear);
    double z = (0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.089;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double f(double part) {
    return part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16.0 / 116;
  }
}
