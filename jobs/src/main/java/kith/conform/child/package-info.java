/** Children: who they are, when they were born, and who seems to be one child under two numbers. */
package kith.conform.child;
