package dev.roundhouse.link;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.scheme.Scheme;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the link's actor is made with.
 *
 * @param session identity of the session, unique for all time
 * @param blocking for opening ActorSystems and reading large values
 */
record LinkParts(
    LinkTerms terms,
    LinkPlace place,
    String session,
    Machine machine,
    Blobs blobs,
    Executor blocking,
    LongSupplier clock,
    Scheme.Listener listener) {}
