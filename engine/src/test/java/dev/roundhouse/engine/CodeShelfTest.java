package dev.roundhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.profile.PortRange;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.Payload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeShelfTest {

  private static final Payload BODY = new Payload.Encoded(new byte[] {1});

  private final List<String> forgotten = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Queue<Runnable> readings = new ArrayDeque<>();
  private Optional<String> gone = Optional.empty();
  private Blobs blobs;
  private CodeShelf shelf;

  @BeforeEach
  void openShelf() throws IOException {
    blobs = new Blobs("localhost", "127.0.0.1", PortRange.ANY, Optional.empty());
    shelf = new CodeShelf(blobs, this::fetch, new Forgetful(), readings::add);
  }

  @AfterEach
  void close() throws IOException {
    blobs.close();
  }

  private Bundle fetch(Bundle bundle, String source) throws IOException {
    asked.add(source);
    if (gone.equals(Optional.of(source))) {
      throw new IOException("nobody answers at " + source);
    }
    return bundle;
  }

  @Test
  void keepsACodeUntilTheLastClientThatUsesItIsGone() {
    shelf.learn(code("a:1"));
    shelf.learn(code("b:1"));
    read();

    shelf.forget("a:1");

    assertThat(shelf.find("code")).isPresent();
    assertThat(shelf.sourcesOf("code")).containsExactly("b:1");
    assertThat(forgotten).isEmpty();
    assertThat(asked).as("who was asked, once").containsExactly("a:1");

    shelf.forget("b:1");

    assertThat(shelf.find("code")).isEmpty();
    assertThat(forgotten).containsExactly("code");
  }

  @Test
  void readsACodeFromAnotherClientWhereTheFirstOneLeavesBeforeItIsRead() {
    shelf.learn(code("a:1"));
    shelf.learn(code("b:1"));
    gone = Optional.of("a:1");
    shelf.forget("a:1");
    read();

    assertThat(shelf.find("code").orElseThrow()).isCompleted();
    assertThat(asked).contains("b:1");
  }

  @Test
  void readsACodeAgainWhereTheFirstClientCouldNotBeRead() {
    gone = Optional.of("a:1");
    shelf.learn(code("a:1"));
    read();
    assertThat(shelf.find("code").orElseThrow()).isCompletedExceptionally();

    shelf.learn(code("b:1"));
    read();

    assertThat(shelf.find("code").orElseThrow()).isCompleted();
  }

  private static WireCode code(String source) {
    Bundle bundle = new Bundle("0".repeat(64), "user.jar", "/user.jar", 1);
    return new WireCode("code", Code.Kind.FUNCTION, List.of(bundle), BODY, source);
  }

  private void read() {
    while (!readings.isEmpty()) {
      readings.remove().run();
    }
  }

  /** Computes nothing; keeps what it was told to forget. */
  private final class Forgetful implements CodeRunner {

    @Override
    public byte[] run(Code code, byte[] argument, ModuleContext context) {
      throw new UnsupportedOperationException("nothing is computed here");
    }

    @Override
    public void forget(String codeId) {
      forgotten.add(codeId);
    }

    @Override
    public void close() {}
  }
}
