package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemes of a session with their settings; each is made when a task first needs it. One that
 * could not be made is tried again for the next task.
 */
final class SchemeSet implements SchemeSource {

  /** Makes a scheme of some slots. */
  @FunctionalInterface
  interface Factory {
    Scheme make(int slots, Scheme.Listener listener);
  }

  private static final Logger log = LoggerFactory.getLogger(SchemeSet.class);

  private final Map<String, Factory> factories;
  private final Map<String, SchemeSetting> settings = new ConcurrentHashMap<>();
  private final Map<String, Scheme> made = new ConcurrentHashMap<>();
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final int cores;
  private boolean closed;

  /**
   * @param factories by name
   * @param settings of those that can be set; the others are always enabled and have one slot
   * @param cores of this machine, for sizes that fit it
   */
  SchemeSet(Map<String, Factory> factories, Collection<SchemeSetting> settings, int cores) {
    this.factories = Map.copyOf(factories);
    settings.forEach(setting -> this.settings.put(setting.name(), setting));
    this.cores = cores;
  }

  @Override
  public Found find(String name, Scheme.Listener listener) {
    Optional<SchemeSetting> setting = Optional.ofNullable(settings.get(name));
    if (setting.isPresent() && !setting.get().enabled() && !admitted.contains(name)) {
      return refused(
          "scheme-disabled",
          "the scheme "
              + name
              + " is not enabled; `roundhouse schemes enable "
              + name
              + "` enables it for the profile, session.schemes().enable(\""
              + name
              + "\") for a session");
    }
    Scheme before = made.get(name);
    return before == null ? make(name, setting, listener) : new Ready(before);
  }

  @Override
  public Optional<Scheme> made(String name) {
    return Optional.ofNullable(made.get(name));
  }

  /** Lets what asks for a scheme by its name take it, also while modules may not. */
  void admit(String name) {
    admitted.add(name);
  }

  /** The settings as they are now, by priority. */
  List<SchemeSetting> settings() {
    return settings.values().stream()
        .sorted(Comparator.comparingInt(SchemeSetting::priority).thenComparing(SchemeSetting::name))
        .toList();
  }

  /**
   * Changes a setting. A local scheme that was made gets another size at once, for tasks that have
   * not started.
   *
   * @throws IllegalArgumentException there is no such scheme to be set
   */
  synchronized void set(SchemeSetting setting) {
    if (settings.replace(setting.name(), setting) == null) {
      throw unknown(setting.name());
    }
    made(setting.name())
        .ifPresent(scheme -> scheme.tell(new Scheme.Command.Resize(slots(setting))));
  }

  SchemeSetting setting(String name) {
    return Optional.ofNullable(settings.get(name)).orElseThrow(() -> unknown(name));
  }

  /** Makes no scheme any more and closes all that were made, together, within the bound. */
  void close(Duration longest) {
    List<Scheme> closing;
    synchronized (this) {
      closed = true;
      closing = List.copyOf(made.values());
    }
    CountDownLatch open = new CountDownLatch(closing.size());
    closing.forEach(scheme -> closeAside(scheme, open));
    try {
      if (!open.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{} of {} schemes did not close within {}", open, closing.size(), longest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Found make(
      String name, Optional<SchemeSetting> setting, Scheme.Listener listener) {
    Scheme before = made.get(name);
    if (before != null) {
      return new Ready(before);
    }
    if (closed) {
      return refused("session-closed", "the session is closed and makes no scheme " + name);
    }
    if (!factories.containsKey(name)) {
      return refused(
          "unknown-scheme", "there is no scheme " + name + ", expected one of " + names());
    }
    try {
      Scheme scheme = factories.get(name).make(setting.map(this::slots).orElse(1), listener);
      made.put(name, scheme);
      return new Ready(scheme);
    } catch (RuntimeException e) {
      log.warn("The scheme {} could not be made", name, e);
      return refused("scheme-broken", "the scheme " + name + " could not be made: " + e);
    }
  }

  /** Those that can be asked for. */
  private Set<String> names() {
    Set<String> names = new TreeSet<>(factories.keySet());
    names.remove(Dispatcher.INTERPRETER);
    return names;
  }

  private static void closeAside(Scheme scheme, CountDownLatch open) {
    Runnable close =
        () -> {
          try {
            scheme.close();
          } catch (RuntimeException e) {
            log.warn("The scheme {} could not be closed", scheme.name(), e);
          } finally {
            open.countDown();
          }
        };
    Thread thread = new Thread(close, "roundhouse-close-" + scheme.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** Size 0 fits the machine: child JVMs as many as cores, threads at least two. */
  private int slots(SchemeSetting setting) {
    if (setting.size() > 0) {
      return setting.size();
    }
    return setting.name().equals("threading") ? Math.max(cores, 2) : cores;
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "there is no scheme " + name + ", expected one of " + new TreeSet<>(settings.keySet()));
  }

  private static Refused refused(String code, String message) {
    return new Refused(TaskError.of(TaskError.Kind.REFUSED, code, message));
  }
}
