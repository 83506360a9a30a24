/**
 * Built-in modules that need more than the JDK, or the home: JSON files and HTTP. They run in the
 * session's process only. Start with {@link dev.roundhouse.data.HttpGet}.
 */
@NullMarked
package dev.roundhouse.data;

import org.jspecify.annotations.NullMarked;
