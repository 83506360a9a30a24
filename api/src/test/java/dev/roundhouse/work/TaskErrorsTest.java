package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskErrorsTest {
  private static final ClassLoader LOADER = TaskErrorsTest.class.getClassLoader();

  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Object thread = Thread.currentThread();

    Unsendable(String message, Throwable cause) {
      super(message + " in " + Thread.class.getSimpleName(), cause);
    }

    Object thread() {
      return thread;
    }
  }

  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void anExceptionWithoutAMessageGivesItsType() {
    assertThat(TaskErrors.from(new StackOverflowError()).message()).isEqualTo("StackOverflowError");
    assertThat(TaskErrors.from(new IllegalStateException(" ")).message())
        .isEqualTo("IllegalStateException");
  }

  @Test
  void anExceptionComesBackAsItself() {
    Exception thrown = new IllegalStateException("no", new ArithmeticException("zero"));
    TaskError error = TaskErrors.from(thrown);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.USER);
    assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.message()).isEqualTo("no");
    assertThat(error.stackTrace()).contains("anExceptionComesBackAsItself", "Caused by:", "zero");
    Throwable back = TaskErrors.thrown(error, LOADER).orElseThrow();
    assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(back).hasRootCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void anExceptionThatCannotBeSentIsToldInWords() {
    Unsendable thrown = new Unsendable("lost", new ArithmeticException("zero"));
    TaskError error = TaskErrors.from(thrown);

    assertThat(TaskErrors.thrown(error, LOADER)).isEmpty();
    assertThat(error.type()).isEqualTo(Unsendable.class.getName());
    assertThat(error.message()).isEqualTo("lost in Thread");
    assertThat(error.stackTrace()).contains("Caused by: java.lang.ArithmeticException");
  }

  @Test
  void anExceptionOfUnknownClassIsToldInWords() {
    TaskError error = TaskErrors.from(new Broken());

    assertThat(error.throwable()).isPresent();
    assertThat(TaskErrors.thrown(error, ClassLoader.getPlatformClassLoader())).isEmpty();
  }

  @Test
  void anExceptionThatCannotTellItsMessageIsStillReported() {
    TaskError error = TaskErrors.from(new Broken());
    assertThat(error.type()).isEqualTo(Broken.class.getName());
    assertThat(error.message()).isEqualTo("its getMessage threw java.lang.IllegalStateException");
    assertThat(error.stackTrace()).contains(Broken.class.getName());
  }

  @Test
  void longTextsLoseTheirMiddle() {
    TaskError error = TaskErrors.from(new IllegalStateException("x".repeat(1_000_000) + "end"));
    assertThat(error.message())
        .hasSizeLessThanOrEqualTo(TaskErrors.LONGEST_TEXT)
        .contains("characters left out")
        .endsWith("end");
    assertThat(error.stackTrace()).hasSizeLessThanOrEqualTo(TaskErrors.LONGEST_TEXT);
    assertThat(error.throwable()).isEmpty();
  }

  @Test
  void anEndlessRecursionIsReported() {
    TaskError error = TaskErrors.from(overflow());
    assertThat(error.type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(error.stackTrace()).contains("StackOverflowError");
  }

  @Test
  void whatTheProductFoundKeepsItsCode() {
    WorkException refused =
        new WorkException("not-serializable", "its result: no", new IllegalStateException());
    TaskError error = TaskErrors.from(refused);
    assertThat(error.kind()).isEqualTo(TaskError.Kind.REFUSED);
    assertThat(error.type()).isEqualTo("not-serializable");
    assertThat(error.message()).isEqualTo("its result: no");
    assertThat(TaskErrors.thrown(error, LOADER)).isEmpty();
  }

  private static Throwable overflow() {
    try {
      return recurse(0);
    } catch (StackOverflowError e) {
      return e;
    }
  }

  private static Throwable recurse(int depth) {
    return depth < 0 ? new IllegalStateException() : recurse(Math.abs(depth) + 1);
  }
}
