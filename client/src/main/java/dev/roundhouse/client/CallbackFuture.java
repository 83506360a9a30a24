package dev.roundhouse.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A future whose dependents run on a given executor and never in the thread that completes it,
 * which may be a scheme's. Each method without {@code Async} in its name means the one with.
 */
class CallbackFuture<T> extends CompletableFuture<T> {

  private final Executor callbacks;

  CallbackFuture(Executor callbacks) {
    this.callbacks = callbacks;
  }

  @Override
  public final Executor defaultExecutor() {
    return callbacks;
  }

  @Override
  public final <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallbackFuture<>(callbacks);
  }

  @Override
  public final <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> action) {
    return thenApplyAsync(action);
  }

  @Override
  public final CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
    return thenAcceptAsync(action);
  }

  @Override
  public final CompletableFuture<Void> thenRun(Runnable action) {
    return thenRunAsync(action);
  }

  @Override
  public final <U, V> CompletableFuture<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> action) {
    return thenCombineAsync(other, action);
  }

  @Override
  public final <U> CompletableFuture<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return thenAcceptBothAsync(other, action);
  }

  @Override
  public final CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return runAfterBothAsync(other, action);
  }

  @Override
  public final <U> CompletableFuture<U> applyToEither(
      CompletionStage<? extends T> other, Function<? super T, U> action) {
    return applyToEitherAsync(other, action);
  }

  @Override
  public final CompletableFuture<Void> acceptEither(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return acceptEitherAsync(other, action);
  }

  @Override
  public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return runAfterEitherAsync(other, action);
  }

  @Override
  public final <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> action) {
    return thenComposeAsync(action);
  }

  @Override
  public final CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    return whenCompleteAsync(action);
  }

  @Override
  public final <U> CompletableFuture<U> handle(
      BiFunction<? super T, Throwable, ? extends U> action) {
    return handleAsync(action);
  }

  @Override
  public final CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> action) {
    return exceptionallyAsync(action);
  }

  @Override
  public final CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> action) {
    return exceptionallyComposeAsync(action);
  }
}
