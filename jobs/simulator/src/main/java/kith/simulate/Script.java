package kith.simulate;

/** How one system's script writes the rows of a table; the plain ones go in. */
interface Script {

  Texts write(Texts plain);
}
