/** Workers, their teams and roles, and their months in post. */
package kith.conform.workforce;
