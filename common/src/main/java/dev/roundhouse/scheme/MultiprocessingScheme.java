package dev.roundhouse.scheme;

import dev.roundhouse.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs portable tasks in child JVMs, each of which computes one at a time. A child that a task
 * takes down is replaced; the task is tried again while it has attempts, and tasks that only waited
 * in the child are not blamed. Cancelling interrupts; a child whose task ignores that for the grace
 * is killed. No child outlives this process.
 */
public final class MultiprocessingScheme implements Scheme {

  private static final Logger LOG = LoggerFactory.getLogger(MultiprocessingScheme.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final MultiprocessingSettings settings;
  private final Listener listener;
  private final ChildPoolInbox inbox = new ChildPoolInbox();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final ActorRef<ChildPoolActor.Message> pool;

  /**
   * @param system carries the supervisor of the children; where it ends first, all tasks end as
   *     cancelled and all children are killed
   */
  public MultiprocessingScheme(
      MultiprocessingSettings settings, ActorSystem<?> system, Listener listener) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.listener = Objects.requireNonNull(listener, "listener");
    ChildPoolActor.Setup setup = new ChildPoolActor.Setup(settings, listener, inbox, closed);
    pool =
        system.systemActorOf(
            ChildPoolActor.create(setup), "child-pool-" + UUID.randomUUID(), Props.empty());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void tell(Command command) {
    offer(new ChildPoolEvent.Told(command));
  }

  private void offer(ChildPoolEvent event) {
    ChildPoolInbox.Offer offer = inbox.offer(List.of(event));
    if (offer == ChildPoolInbox.Offer.FIRST) {
      pool.tell(ChildPoolActor.Look.LOOK);
    } else if (offer == ChildPoolInbox.Offer.REFUSED
        && event instanceof ChildPoolEvent.Told told
        && told.command() instanceof Command.Submit submit) {
      endAtOnce(submit.tasks());
    }
  }

  private void endAtOnce(List<SchemeTask> tasks) {
    Outcome outcome = new Outcome.Cancelled("the scheme " + settings.name() + " was closed");
    Emitter.tell(listener, new SchemeEvent.Accepted(tasks.stream().map(SchemeTask::id).toList()));
    for (SchemeTask task : tasks) {
      Emitter.tell(
          listener, new SchemeEvent.Ended(task.id(), outcome, List.of(), Captured.NOTHING));
    }
  }

  @Override
  public void close() {
    offer(new ChildPoolEvent.Close());
    Duration limit = settings.grace().plus(CLOSING);
    try {
      closed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Scheme {} did not close within {}", settings.name(), limit, e);
    }
  }
}
