/**
 * Values as bytes: what users' tasks take and give, and the product's own messages. Start at {@link
 * dev.roundhouse.value.ValueCodec}; messages use {@link dev.roundhouse.value.RecordCodec}.
 */
@NullMarked
package dev.roundhouse.value;

import org.jspecify.annotations.NullMarked;
