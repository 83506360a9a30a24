/**
 * Values and user code too large for messages: each process serves what it keeps, others read it by
 * direct stream. Start at {@link dev.roundhouse.blob.Blobs}.
 */
@NullMarked
package dev.roundhouse.blob;

import org.jspecify.annotations.NullMarked;
