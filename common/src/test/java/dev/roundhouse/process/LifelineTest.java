package dev.roundhouse.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {

  @Test
  void endsWithItsOwner() throws InterruptedException {
    assertThat(heard("")).containsExactly("cut");
  }

  @Test
  void hearsThatItIsFreeAndNothingMore() throws InterruptedException {
    assertThat(heard("detach\nexited 5 late\n")).containsExactly("detached");
  }

  @Test
  void hearsOfProcessesThatEnded() throws InterruptedException {
    String said = Lifeline.exited(4711, "killed by signal 9 (KILL)");

    assertThat(heard(said + "\n" + Lifeline.exited(1, "two\nlines") + "\n"))
        .containsExactly("4711 killed by signal 9 (KILL)", "1 two lines", "cut");
  }

  @Test
  void takesNoNoticeOfWhatItDoesNotUnderstand() throws InterruptedException {
    assertThat(heard("exited\nexited many x\nexited 99999999999999999999 x\nhello\n"))
        .containsExactly("cut");
  }

  /** All that is told until the end. */
  private static List<String> heard(String said) throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Lifeline.watch(
        new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)),
        new Lifeline.Listener() {
          @Override
          public void detached() {
            told.add("detached");
          }

          @Override
          public void cut() {
            told.add("cut");
          }

          @Override
          public void exited(long pid, String how) {
            told.add(pid + " " + how);
          }
        });
    List<String> all = new ArrayList<>();
    do {
      String next = told.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("what is told after " + all).isNotNull();
      all.add(next);
    } while (!List.of("cut", "detached").contains(all.get(all.size() - 1)));
    return all;
  }
}
