package dev.roundhouse.link;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.BundleArchive;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.cluster.MicroClock;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * The cluster as a scheme, over a link that is made when it is first needed and made again when it
 * is lost. Safe for use by several threads.
 */
public final class ClusterScheme implements Scheme {

  private static final Duration CLOSE = Duration.ofSeconds(6);
  private static final int BLOCKING = 8;
  private static final int TEMPLATES = 4096;

  private final Listener listener;
  private final Blobs blobs;
  private final ExecutorService blocking;
  private final ActorRef<LinkCommand> actor;
  private final AtomicLong order = new AtomicLong();
  private final Map<String, WireCode> codes = new ConcurrentHashMap<>();
  private final Map<Alike, TaskTemplate> templates = new ConcurrentHashMap<>();
  private final String session = UUID.randomUUID().toString();
  private volatile LastTemplate lastTemplate = lastOf(new Alike("", "", TaskOptions.DEFAULTS));
  private volatile boolean closed;

  /**
   * Makes a link that is not yet connected.
   *
   * @param local the session's local ActorSystem
   * @param profile whose controller it talks to
   * @param place where connections are made
   * @throws IOException the port for large values cannot be bound
   */
  public ClusterScheme(ActorSystem<?> local, Profile profile, LinkPlace place, Listener listener)
      throws IOException {
    Settings settings = profile.settings();
    this.listener = listener;
    this.blobs = NodeSpecs.blobs(NodeSpecs.client(profile));
    this.blocking =
        Executors.newFixedThreadPool(
            BLOCKING,
            task -> {
              Thread thread = new Thread(task, "roundhouse-link");
              thread.setDaemon(true);
              return thread;
            });
    Machine machine = Machine.here();
    LinkTerms terms =
        new LinkTerms(
            place.address(),
            machine.identity(),
            place.expectedEngines() > 0
                ? settings.processes().startTimeout()
                : settings.client().connectTimeout(),
            settings.processes().startTimeout(),
            settings.client().helloInterval(),
            settings.limits().resendAfter(),
            place.expectedEngines());
    LinkParts parts =
        new LinkParts(terms, place, session, machine, blobs, blocking, new MicroClock(), listener);
    this.actor =
        local.systemActorOf(LinkActor.create(parts), "cluster-link-" + session, Props.empty());
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public void tell(Command command) {
    if (command instanceof Command.Submit submit) {
      submit(submit.tasks());
    } else if (command instanceof Command.Cancel cancel) {
      actor.tell(new LinkCommand.Cancel(cancel.tasks(), cancel.reason()));
    } else if (command instanceof Command.Resize resize) {
      actor.tell(new LinkCommand.Resize(resize.size()));
    } else if (command instanceof Command.Drain drain) {
      actor.tell(new LinkCommand.Drain(LinkTerms.micros(drain.deadline())));
    }
  }

  private void submit(List<SchemeTask> tasks) {
    List<Long> ids = new ArrayList<>(tasks.size());
    for (SchemeTask task : tasks) {
      ids.add(task.id());
    }
    listener.accept(new SchemeEvent.Accepted(ids));
    List<LinkTask> portable = new ArrayList<>(tasks.size());
    for (SchemeTask task : tasks) {
      if (closed) {
        end(task, new Outcome.Cancelled("the session's link to the cluster is closed"));
      } else if (task.work() instanceof Work.Portable work) {
        portable.add(linkTask(task, work));
      } else {
        end(task, notPortable());
      }
    }
    if (!portable.isEmpty()) {
      actor.tell(new LinkCommand.Submit(portable));
    }
  }

  private static Outcome notPortable() {
    return new Outcome.Failed(
        TaskError.of(
            TaskError.Kind.REFUSED,
            "not-portable",
            "a live call cannot leave its process; give the cluster a function or a module"));
  }

  private void end(SchemeTask task, Outcome outcome) {
    listener.accept(new SchemeEvent.Ended(task.id(), outcome, List.of(), Captured.NOTHING));
  }

  private LinkTask linkTask(SchemeTask task, Work.Portable work) {
    WireCode code = codes.computeIfAbsent(work.code().id(), id -> wire(work.code()));
    Payload argument = work.argument();
    if (argument instanceof Payload.Encoded encoded) {
      argument = blobs.outgoing(encoded.bytes());
    }
    TaskTemplate template = template(new Alike(code.id(), task.label(), task.options()));
    return new LinkTask(new TaskSpec(task.id(), template, argument), code, order.incrementAndGet());
  }

  /** One object for all tasks alike, which is written once a batch and held once in memory. */
  private TaskTemplate template(Alike alike) {
    LastTemplate last = lastTemplate;
    if (last.alike().equals(alike)) {
      return last.template();
    }
    if (templates.size() > TEMPLATES) {
      templates.clear();
    }
    TaskTemplate template = templates.computeIfAbsent(alike, some -> some.template(session));
    lastTemplate = new LastTemplate(alike, template);
    return template;
  }

  private LastTemplate lastOf(Alike alike) {
    return new LastTemplate(alike, alike.template(session));
  }

  /** What tasks with one template have in common. */
  private record Alike(String code, String label, TaskOptions options) {

    private TaskTemplate template(String session) {
      return new TaskTemplate(
          code,
          session,
          label,
          options.attempts(),
          options.queueTimeout().map(Duration::toMillis).orElse(0L),
          options.runTimeout().map(Duration::toMillis).orElse(0L),
          options.priority());
    }
  }

  /** The template that was used last, which is mostly the one that is needed next. */
  private record LastTemplate(Alike alike, TaskTemplate template) {}

  private WireCode wire(Code code) {
    for (Bundle bundle : code.bundles()) {
      blobs.offer(bundle.sha256(), out -> BundleArchive.pack(Path.of(bundle.path()), out));
    }
    return new WireCode(
        code.id(), code.kind(), code.bundles(), blobs.outgoing(code.body()), blobs.address());
  }

  /** Makes the link before it is needed. */
  public void connect() {
    actor.tell(new LinkCommand.Need());
  }

  /** How the cluster is; fails with {@link LinkException} where there is none. */
  public CompletionStage<ClusterState> info() {
    CompletableFuture<ClusterState> reply = new CompletableFuture<>();
    actor.tell(new LinkCommand.AskInfo(reply));
    return reply;
  }

  /** Asks the controller to end the cluster; completes when it has, or refused. */
  public CompletionStage<ClientCommand.ShutdownReply> shutdown(boolean force, Duration deadline) {
    CompletableFuture<ClientCommand.ShutdownReply> reply = new CompletableFuture<>();
    actor.tell(new LinkCommand.AskShutdown(force, deadline.toMillis(), reply));
    return reply;
  }

  /**
   * Asks the controller to stop engines; completes when they have ended, or the deadline is over.
   *
   * @param restart whether their owners are to start others in their place
   */
  public CompletionStage<ClientCommand.EnginesStopped> stopEngines(
      List<String> engines, boolean restart, Duration deadline) {
    CompletableFuture<ClientCommand.EnginesStopped> reply = new CompletableFuture<>();
    actor.tell(new LinkCommand.AskStop(engines, restart, deadline.toMillis(), reply));
    return reply;
  }

  /** Tells the controller at once that an engine's process ended. */
  public void engineExited(String host, long pid, String how) {
    actor.tell(new LinkCommand.Exited(new EngineExited(host, pid, how)));
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    CompletableFuture<Void> done = new CompletableFuture<>();
    actor.tell(new LinkCommand.Close("the session's link to the cluster was closed", done));
    done.completeOnTimeout(null, CLOSE.toMillis(), TimeUnit.MILLISECONDS).join();
    blocking.shutdownNow();
    try {
      blobs.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the server of large values", e);
    }
  }
}
