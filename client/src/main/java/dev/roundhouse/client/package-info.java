/** What a user's program holds. Start at {@link dev.roundhouse.client.Session}. */
@NullMarked
package dev.roundhouse.client;

import org.jspecify.annotations.NullMarked;
