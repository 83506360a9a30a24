package dev.roundhouse.cache;

import dev.roundhouse.profile.OwnerOnly;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Two files that only grow: {@code .data} has the contents of entries one after the other, {@code
 * .keys} a record of fixed size for each, written after its content. So an entry is there exactly
 * when its record is whole, and whatever process dies where, nothing else is lost. Not safe for use
 * by several threads.
 *
 * <p>A record: the signature, the content's offset (8 bytes), its length (4), its CRC-32C (4), and
 * the CRC-32C of all that (4). One that does not agree with its own is no record.
 */
final class Segment {
  private static final String KEYS = ".keys";
  private static final String DATA = ".data";
  private static final int RECORD = Signature.BYTES + Long.BYTES + 3 * Integer.BYTES;

  private final String name;
  private final Path keys;
  private final Path data;
  private long recordsRead;
  private long dataSize;

  /** Entries that are found here and nowhere later. */
  private int live;

  /** Where an entry is. */
  record Place(Segment segment, int record, long offset, int length, int crc) {}

  /** An entry and its place. */
  record Located(Signature signature, Place place) {}

  private Segment(Path directory, String name) {
    this.name = name;
    this.keys = directory.resolve(name + KEYS);
    this.data = directory.resolve(name + DATA);
  }

  /** One that is there already; {@link #readOn} tells what is in it. */
  static Segment existing(Path directory, String name) {
    return new Segment(directory, name);
  }

  /** Makes an empty one. */
  static Segment create(Path directory, String name) throws IOException {
    Segment segment = new Segment(directory, name);
    OwnerOnly.createFile(segment.data);
    OwnerOnly.createFile(segment.keys);
    return segment;
  }

  /** The segment's name, where a file has its keys. */
  static List<String> name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(KEYS)
        ? List.of(name.substring(0, name.length() - KEYS.length()))
        : List.of();
  }

  /** What was added since the last call, by whatever process. */
  List<Located> readOn() throws IOException {
    long size = Files.size(keys);
    dataSize = Files.size(data);
    long fresh = size / RECORD - recordsRead;
    if (fresh <= 0) {
      return List.of();
    }
    ByteBuffer buffer = ByteBuffer.wrap(read(keys, recordsRead * RECORD, (int) fresh * RECORD));
    List<Located> located = new ArrayList<>((int) fresh);
    for (int i = 0; i < fresh; i++) {
      byte[] record = new byte[RECORD];
      buffer.get(record);
      if (isWhole(record)) {
        located.add(located(record, (int) recordsRead + i));
      }
    }
    recordsRead += fresh;
    return located;
  }

  private Located located(byte[] record, int number) {
    ByteBuffer fields = ByteBuffer.wrap(record);
    byte[] signature = new byte[Signature.BYTES];
    fields.get(signature);
    return new Located(
        Signature.of(signature),
        new Place(this, number, fields.getLong(), fields.getInt(), fields.getInt()));
  }

  private static boolean isWhole(byte[] record) {
    int own = ByteBuffer.wrap(record).getInt(RECORD - Integer.BYTES);
    return crc(record, RECORD - Integer.BYTES) == own;
  }

  /** Adds entries; whoever reads after this has returned finds them. */
  List<Located> append(List<Entry> entries) throws IOException {
    int total = entries.stream().mapToInt(entry -> entry.content().length).sum();
    ByteBuffer contents = ByteBuffer.allocate(total);
    ByteBuffer records = ByteBuffer.allocate(entries.size() * RECORD);
    List<Located> located = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      byte[] record = record(entry, dataSize + contents.position());
      contents.put(entry.content());
      records.put(record);
      located.add(located(record, (int) recordsRead + located.size()));
    }
    write(data, contents.array());
    write(keys, records.array());
    dataSize += total;
    recordsRead += entries.size();
    return located;
  }

  private static byte[] record(Entry entry, long offset) {
    byte[] content = entry.content();
    ByteBuffer record = ByteBuffer.allocate(RECORD);
    record.put(entry.signature().bytes());
    record.putLong(offset).putInt(content.length).putInt(crc(content, content.length));
    record.putInt(crc(record.array(), RECORD - Integer.BYTES));
    return record.array();
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(bytes);
    }
  }

  /**
   * The content of an entry.
   *
   * @throws IOException it is not there any more, or damaged
   */
  byte[] read(Place place) throws IOException {
    byte[] content = read(data, place.offset(), place.length());
    if (crc(content, content.length) != place.crc()) {
      throw new IOException(data + " is damaged at " + place.offset());
    }
    return content;
  }

  private static byte[] read(Path file, long offset, int length) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (offset < 0 || length < 0 || offset + length > in.length()) {
        throw new EOFException(file + " ends before " + offset + " + " + length);
      }
      byte[] bytes = new byte[length];
      in.seek(offset);
      in.readFully(bytes);
      return bytes;
    }
  }

  /** Takes an entry out, for every process that opens the segment later. */
  void erase(Place place) throws IOException {
    try (FileChannel out = FileChannel.open(keys, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.allocate(RECORD), (long) place.record() * RECORD);
    }
  }

  long size() {
    return dataSize + recordsRead * RECORD;
  }

  /** How many bytes an entry takes. */
  static long size(Entry entry) {
    return (long) entry.content().length + RECORD;
  }

  void count(int more) {
    live += more;
  }

  int live() {
    return live;
  }

  /** The beginning of time where the file is gone. */
  FileTime lastUsed() {
    try {
      return Files.getLastModifiedTime(keys);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  void use(FileTime time) throws IOException {
    Files.setLastModifiedTime(keys, time);
    Files.setLastModifiedTime(data, time);
  }

  void delete() throws IOException {
    Files.deleteIfExists(keys);
    Files.deleteIfExists(data);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
