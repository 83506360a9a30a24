package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.roundhouse.function.TaskFunction;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Bytes that nobody wrote are refused within bounds of memory and time, and never half believed.
 */
class HostileInputTest {
  private static final int ROUNDS = 40;
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final ClassLoader LOADER = HostileInputTest.class.getClassLoader();

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  record Named(String name, List<Object> rest) {}

  @Test
  void mutatedValuesAreDecodedOrRefused() throws Exception {
    List<byte[]> originals = new ArrayList<>();
    TaskFunction<Integer, Integer> lambda = x -> x + originals.size();
    Stream.of(
            SampleValues.scalars(),
            SampleValues.compounds(),
            SampleValues.foreign(),
            Stream.of(new int[100], new Object[] {"a", new long[] {1}}, lambda.getClass()))
        .flatMap(each -> each)
        .forEach(value -> originals.add(ValueCodec.encode(value)));
    originals.add(ValueCodec.encode(List.of(SampleValues.scalars().toArray())));
    originals.add(ValueCodec.encode(SampleValues.compounds().toList()));
    originals.add(ValueCodec.encode(SampleValues.foreign().toList()));
    attack(originals, bytes -> ValueCodec.decode(bytes, LOADER));
  }

  @Test
  void mutatedMessagesAreDecodedOrRefused() throws Exception {
    RecordCodec codec = new RecordCodec(RecordCodec.reachableFrom(Named.class), ForeignCodec.NONE);
    List<byte[]> originals = new ArrayList<>();
    Stream.concat(SampleValues.scalars(), SampleValues.compounds())
        .filter(value -> !(value instanceof Class || value instanceof Enum))
        .filter(value -> !value.getClass().isRecord())
        .filter(value -> !value.toString().contains("["))
        .forEach(value -> originals.add(codec.encode(new Named("n", List.of(value, 1)))));
    attack(originals, codec::decode);
  }

  @Test
  void randomBytesAreRefused() throws Exception {
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) random.nextInt(Tag.values().length);
      }
      attempt(bytes, each -> ValueCodec.decode(each, LOADER), MOST_ALLOCATED);
    }
  }

  @Test
  void claimsOfManyElementsAllocateLittle() throws Exception {
    List<byte[]> claims = new ArrayList<>();
    for (Tag tag : Tag.values()) {
      Output nested = new Output(64);
      for (int i = 0; i < 100; i++) {
        nested.tag(tag);
        nested.size(100_000);
      }
      nested.content(new byte[100_000], 100_000);
      claims.add(nested.toBytes());
      Output huge = new Output(64);
      huge.tag(tag);
      huge.size(Integer.MAX_VALUE);
      claims.add(huge.toBytes());
    }
    for (byte[] claim : claims) {
      attempt(claim, bytes -> ValueCodec.decode(bytes, LOADER), MOST_ALLOCATED);
    }
  }

  @Test
  void endlessNestingIsRefused() throws Exception {
    byte[] nested = new byte[4 << 20];
    Arrays.fill(nested, (byte) Tag.OPTIONAL.ordinal());
    attempt(nested, bytes -> ValueCodec.decode(bytes, LOADER), Long.MAX_VALUE);
  }

  private void attack(List<byte[]> originals, Consumer<byte[]> decode) throws Exception {
    for (byte[] original : originals) {
      attempt(original, decode, MOST_ALLOCATED);
      for (int round = 0; round < ROUNDS; round++) {
        attempt(mutated(original), decode, MOST_ALLOCATED);
      }
    }
  }

  private byte[] mutated(byte[] original) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> {
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 4);
          System.arraycopy(bytes, at, longer, at + 4, bytes.length - at);
          bytes = longer;
        }
        default -> {
          for (int j = at; j < Math.min(at + 4, bytes.length); j++) {
            bytes[j] = (byte) 0xff;
          }
        }
      }
    }
    return bytes;
  }

  private void attempt(byte[] bytes, Consumer<byte[]> decode, long mostAllocated) throws Exception {
    FutureTask<Long> task = new FutureTask<>(() -> allocatedBy(decode, bytes));
    Thread thread = new Thread(task, "decoder");
    thread.setDaemon(true);
    thread.start();
    String input = "seed " + seed + ", input " + HexFormat.of().formatHex(shortened(bytes));
    try {
      assertThat(task.get(60, TimeUnit.SECONDS)).as(input).isLessThan(mostAllocated);
    } catch (ExecutionException e) {
      throw new AssertionError(input, e.getCause());
    } catch (TimeoutException e) {
      AssertionError hangs = new AssertionError(input + " hangs");
      hangs.setStackTrace(thread.getStackTrace());
      throw hangs;
    }
  }

  private static byte[] shortened(byte[] bytes) {
    return bytes.length > 3000 ? Arrays.copyOf(bytes, 3000) : bytes;
  }

  private static long allocatedBy(Consumer<byte[]> decode, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      decode.accept(bytes);
    } catch (ValueException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
