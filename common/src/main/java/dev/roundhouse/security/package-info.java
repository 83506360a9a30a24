/**
 * A profile's keys and the TLS made of them. Possession of the keys is the right to run code in the
 * profile's cluster. Start at {@link dev.roundhouse.security.Tls}.
 */
@NullMarked
package dev.roundhouse.security;

import org.jspecify.annotations.NullMarked;
