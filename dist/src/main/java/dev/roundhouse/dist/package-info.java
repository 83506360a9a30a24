/** The last step of the build: makes the assembled program ready to run. No part of the program. */
@NullMarked
package dev.roundhouse.dist;

import org.jspecify.annotations.NullMarked;
