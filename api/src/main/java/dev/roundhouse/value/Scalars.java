package dev.roundhouse.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Values without parts, after their tag. */
final class Scalars {
  private Scalars() {}

  static void write(Tag tag, Object value, Output out) {
    switch (tag) {
      case TRUE, FALSE -> {}
      case BYTE -> out.u8((Byte) value);
      case SHORT -> out.u16((Short) value);
      case CHARACTER -> out.u16((Character) value);
      case INTEGER -> out.number((Integer) value);
      case LONG -> out.number((Long) value);
      case FLOAT -> out.i32(Float.floatToRawIntBits((Float) value));
      case DOUBLE -> out.i64(Double.doubleToRawLongBits((Double) value));
      case OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE -> writeOptional(value, out);
      case BIG_INTEGER -> bytes(((BigInteger) value).toByteArray(), out);
      case BIG_DECIMAL -> {
        out.number(((BigDecimal) value).scale());
        bytes(((BigDecimal) value).unscaledValue().toByteArray(), out);
      }
      case UUID -> {
        out.i64(((UUID) value).getMostSignificantBits());
        out.i64(((UUID) value).getLeastSignificantBits());
      }
      case URI, PATH, ZONE -> text(value.toString(), out);
      default -> writeTime(tag, value, out);
    }
  }

  private static void writeOptional(Object value, Output out) {
    if (value instanceof OptionalInt number) {
      out.u8(number.isPresent() ? 1 : 0);
      number.ifPresent(out::number);
    } else if (value instanceof OptionalLong number) {
      out.u8(number.isPresent() ? 1 : 0);
      number.ifPresent(out::number);
    } else {
      OptionalDouble number = (OptionalDouble) value;
      out.u8(number.isPresent() ? 1 : 0);
      number.ifPresent(present -> out.i64(Double.doubleToRawLongBits(present)));
    }
  }

  private static void writeTime(Tag tag, Object value, Output out) {
    switch (tag) {
      case INSTANT -> {
        Instant instant = (Instant) value;
        out.number(instant.getEpochSecond());
        out.number(instant.getNano());
      }
      case DURATION -> {
        Duration duration = (Duration) value;
        out.number(duration.getSeconds());
        out.number(duration.getNano());
      }
      case PERIOD -> {
        Period period = (Period) value;
        out.number(period.getYears());
        out.number(period.getMonths());
        out.number(period.getDays());
      }
      case LOCAL_DATE -> out.number(((LocalDate) value).toEpochDay());
      case LOCAL_TIME -> out.number(((LocalTime) value).toNanoOfDay());
      case LOCAL_DATE_TIME -> local((LocalDateTime) value, out);
      case OFFSET_DATE_TIME -> {
        local(((OffsetDateTime) value).toLocalDateTime(), out);
        out.number(((OffsetDateTime) value).getOffset().getTotalSeconds());
      }
      case OFFSET_TIME -> {
        out.number(((OffsetTime) value).toLocalTime().toNanoOfDay());
        out.number(((OffsetTime) value).getOffset().getTotalSeconds());
      }
      case ZONED_DATE_TIME -> {
        local(((ZonedDateTime) value).toLocalDateTime(), out);
        out.number(((ZonedDateTime) value).getOffset().getTotalSeconds());
        text(((ZonedDateTime) value).getZone().getId(), out);
      }
      case YEAR -> out.number(((Year) value).getValue());
      case YEAR_MONTH -> {
        out.number(((YearMonth) value).getYear());
        out.number(((YearMonth) value).getMonthValue());
      }
      case MONTH_DAY -> {
        out.number(((MonthDay) value).getMonthValue());
        out.number(((MonthDay) value).getDayOfMonth());
      }
      default -> throw new IllegalArgumentException(tag + " is no scalar");
    }
  }

  static Object read(Tag tag, Input in) {
    return switch (tag) {
      case TRUE -> true;
      case FALSE -> false;
      case BYTE -> (byte) in.u8();
      case SHORT -> (short) in.u16();
      case CHARACTER -> (char) in.u16();
      case INTEGER -> in.integer();
      case LONG -> in.number();
      case FLOAT -> Float.intBitsToFloat(in.i32());
      case DOUBLE -> Double.longBitsToDouble(in.i64());
      case OPTIONAL_INT -> in.u8() == 0 ? OptionalInt.empty() : OptionalInt.of(in.integer());
      case OPTIONAL_LONG -> in.u8() == 0 ? OptionalLong.empty() : OptionalLong.of(in.number());
      case OPTIONAL_DOUBLE ->
          in.u8() == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.longBitsToDouble(in.i64()));
      case BIG_INTEGER -> new BigInteger(bytes(in));
      case BIG_DECIMAL -> {
        int scale = in.integer();
        yield new BigDecimal(new BigInteger(bytes(in)), scale);
      }
      case UUID -> new UUID(in.i64(), in.i64());
      case URI -> URI.create(text(in));
      case PATH -> Path.of(text(in));
      case ZONE -> ZoneId.of(text(in));
      default -> readTime(tag, in);
    };
  }

  private static Object readTime(Tag tag, Input in) {
    return switch (tag) {
      case INSTANT -> Instant.ofEpochSecond(in.number(), in.integer());
      case DURATION -> Duration.ofSeconds(in.number(), in.integer());
      case PERIOD -> Period.of(in.integer(), in.integer(), in.integer());
      case LOCAL_DATE -> LocalDate.ofEpochDay(in.number());
      case LOCAL_TIME -> LocalTime.ofNanoOfDay(in.number());
      case LOCAL_DATE_TIME -> local(in);
      case OFFSET_DATE_TIME -> OffsetDateTime.of(local(in), offset(in));
      case OFFSET_TIME -> OffsetTime.of(LocalTime.ofNanoOfDay(in.number()), offset(in));
      case ZONED_DATE_TIME -> ZonedDateTime.ofInstant(local(in), offset(in), ZoneId.of(text(in)));
      case YEAR -> Year.of(in.integer());
      case YEAR_MONTH -> YearMonth.of(in.integer(), in.integer());
      case MONTH_DAY -> MonthDay.of(in.integer(), in.integer());
      default -> throw in.malformed(tag + " is not expected here");
    };
  }

  private static void local(LocalDateTime time, Output out) {
    out.number(time.toLocalDate().toEpochDay());
    out.number(time.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime local(Input in) {
    return LocalDateTime.of(LocalDate.ofEpochDay(in.number()), LocalTime.ofNanoOfDay(in.number()));
  }

  private static ZoneOffset offset(Input in) {
    return ZoneOffset.ofTotalSeconds(in.integer());
  }

  /** A string with its tag. */
  static void text(String text, Output out) {
    boolean latin1 = isLatin1(text);
    out.tag(latin1 ? Tag.LATIN1 : Tag.UTF16);
    out.size(text.length());
    if (latin1) {
      out.latin1(text);
    } else {
      out.utf16(text);
    }
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  static String text(Input in) {
    return text(in.tag(), in);
  }

  /** A string after its tag. */
  static String text(Tag tag, Input in) {
    return switch (tag) {
      case LATIN1 -> in.latin1(in.length(1));
      case UTF16 -> in.utf16(in.length(2));
      default -> throw in.malformed("a string was expected, not " + tag);
    };
  }

  private static void bytes(byte[] bytes, Output out) {
    out.size(bytes.length);
    out.content(bytes, bytes.length);
  }

  private static byte[] bytes(Input in) {
    return (byte[]) in.content(Tag.BYTES, in.length(1));
  }
}
