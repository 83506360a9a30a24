package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.work.CodeRunner;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What one registration is given by the process around it.
 *
 * @param localIds next number for the local scheme, shared by all registrations of the process
 * @param kept results that registrations of the process leave to the next one
 * @param reading for blocking reads of large values and bundles
 * @param onRegistered is told the engine's id
 * @param onEnd is told how it ended; the first word counts
 */
record EngineLife(
    EngineDescription description,
    ActorRef<ControllerCommand> controller,
    Scheme scheme,
    CodeRunner runner,
    Blobs blobs,
    CodeShelf.BundleFetcher bundles,
    Executor reading,
    LongSupplier clock,
    AtomicLong localIds,
    AtomicReference<Map<KeptResults.Name, KeptResults.Result>> kept,
    Duration resend,
    int orphanLeases,
    Consumer<String> onRegistered,
    Consumer<EngineEnd> onEnd) {

  EngineBeat beat(long epoch, EngineCore core, long now) {
    Runtime runtime = Runtime.getRuntime();
    return new EngineBeat(
        description.incarnation(),
        epoch,
        now,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        runtime.totalMemory() - runtime.freeMemory(),
        core.lastDispatch(),
        core.lastUpdates(),
        core.held());
  }
}
