/**
 * The modules that ship with the product, used in pipelines by their short names. They are found as
 * services; start at {@link dev.roundhouse.module.ModuleTypes#builtIn} and {@link
 * dev.roundhouse.builtin.Command}.
 */
@NullMarked
package dev.roundhouse.builtin;

import org.jspecify.annotations.NullMarked;
