package kith.simulate;

/** How one system's script writes the rows of a table, given the plain rows. */
interface Script {

  Texts write(Texts plain);
}
