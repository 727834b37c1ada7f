package kith.marts.disclosure;

import java.util.Collections;
import java.util.List;

/** What is hidden of figures of which nothing was published before. */
record Chosen(Knowledge knowledge, boolean[] hidden, Revision.Result result) {

  static Chosen of(List<Figure> figures, RelatedKpis related) {
    return of(figures, Collections.nCopies(figures.size(), null), related);
  }

  static Chosen of(List<Figure> figures, List<Before> before, RelatedKpis related) {
    Revision.Result result = Revision.of(figures, List.of(before), related, 5);
    boolean[] hidden = new boolean[figures.size()];
    for (int f = 0; f < hidden.length; f++) {
      hidden[f] = result.shown()[f] == Revision.Shown.HIDDEN;
    }
    return new Chosen(new Knowledge(figures, related, 5), hidden, result);
  }
}
