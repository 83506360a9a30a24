/**
 * What a module is: its ports, its description, how it computes. Start at {@link
 * dev.roundhouse.module.TaskModule} to write one as a class, at {@link
 * dev.roundhouse.module.ModuleType} for one whose ports depend on its parameters.
 */
@NullMarked
package dev.roundhouse.module;

import org.jspecify.annotations.NullMarked;
