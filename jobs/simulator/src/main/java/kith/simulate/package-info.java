/** Invents an authority and writes its extracts; knows nothing of the rest of Kith. */
package kith.simulate;
