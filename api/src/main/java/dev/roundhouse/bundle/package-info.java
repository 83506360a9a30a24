/**
 * User code by content: jars and class folders, named by SHA-256, each list of them loaded in a
 * class loader of its own. Start at {@link dev.roundhouse.bundle.Bundle}.
 */
@NullMarked
package dev.roundhouse.bundle;

import org.jspecify.annotations.NullMarked;
