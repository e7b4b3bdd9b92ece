package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Ways in which somebody may have damaged a model file, by accident or on purpose. */
enum Damage {
  BITS {
    @Override
    byte[] of(byte[] zip, Random random) {
      byte[] damaged = zip.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return damaged;
    }
  },
  CUT {
    @Override
    byte[] of(byte[] zip, Random random) {
      return Arrays.copyOf(zip, random.nextInt(zip.length - 200));
    }
  },
  NUMBERS_CUT {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<Entry> entries = entries(zip);
      int which = 1 + random.nextInt(2);
      byte[] whole = entries.get(which).bytes;
      return with(entries, which, Arrays.copyOf(whole, random.nextInt(whole.length)));
    }
  },
  HEADS_THAT_LIE {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      long length = random.nextBoolean() ? 1L << random.nextInt(63) : -random.nextInt(1 << 20);
      return with(entries(zip), 1 + random.nextInt(2), numbers(length, random.nextInt(100)));
    }
  },
  A_BOMB {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      int count = 1 << (19 + random.nextInt(4));
      return with(entries(zip), 1 + random.nextInt(2), numbers(count, count));
    }
  },
  A_FOREIGN_CLASS {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<String> names =
          List.of(
              Trap.class.getName(),
              "javax.script.ScriptEngineManager",
              "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer",
              "java.net.URL");
      String name = names.get(random.nextInt(names.size()));
      return configured(
          zip,
          random.nextBoolean()
              ? json -> replaced(json, "org.nd4j.linalg.activations.impl.ActivationTanH", name)
              : json ->
                  replaced(
                      json,
                      "\"hasBias\" : true",
                      "\"weightInit\" : \"DISTRIBUTION\", \"dist\" : { \"type\" : \""
                          + name
                          + "\" }"));
    }
  },
  A_CLASS_THAT_IS_NO_NAME {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<String> values = List.of("{}", "[]", "1", "null", "[\"" + Trap.class.getName() + "\"]");
      String value = values.get(random.nextInt(values.size()));
      return configured(
          zip,
          json -> replaced(json, "\"org.nd4j.linalg.activations.impl.ActivationTanH\"", value));
    }
  },
  SIZES {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      String key = random.nextBoolean() ? "nin" : "nout";
      long size = (1L << (8 + random.nextInt(54))) + random.nextInt(100);
      String text = random.nextBoolean() ? String.valueOf(size) : "\"" + size + "\"";
      return configured(
          zip, json -> json.replaceFirst("\"" + key + "\" : \\d+", "\"" + key + "\" : " + text));
    }
  },
  DEPTH {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      String open = random.nextBoolean() ? "[" : "{\"a\":";
      int depth = 100 + random.nextInt(1_000_000);
      return configured(zip, json -> "{\"a\":" + open.repeat(depth));
    }
  },
  JSON_CUT {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      return configured(zip, json -> json.substring(0, random.nextInt(json.length() - 1)));
    }
  },
  A_SERIALISED_OBJECT {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<String> names =
          List.of("preprocessor.bin", "normalizer.bin", "noParams.marker", "object.bin");
      List<Entry> entries = entries(zip);
      entries.add(
          random.nextInt(entries.size() + 1),
          new Entry(names.get(random.nextInt(names.size())), serialised()));
      return zip(entries);
    }
  },
  NUMBERS_THAT_ARE_AN_OBJECT {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      return with(entries(zip), random.nextInt(3), serialised());
    }
  },
  NAMES_THAT_LEAD_AWAY {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<String> names =
          List.of(
              "../x", "/tmp/x", "a/../../x", "C:\\x", "./configuration.json", "coefficients.bin/");
      List<Entry> entries = entries(zip);
      entries.add(
          random.nextInt(entries.size() + 1),
          new Entry(names.get(random.nextInt(names.size())), new byte[10]));
      return zip(entries);
    }
  },
  LINKS {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<String> targets = List.of("../x", "/tmp/x", "..", "configuration.json");
      byte[] target = targets.get(random.nextInt(targets.size())).getBytes(UTF_8);
      List<Entry> entries = entries(zip);
      int which = random.nextInt(2);
      if (random.nextBoolean()) {
        entries.set(which, new Entry(entries.get(which).name, target));
      } else {
        entries.add(which, new Entry("x", target));
      }
      return linked(zip(entries), which);
    }
  },
  ENTRIES_IN_DISORDER {
    @Override
    byte[] of(byte[] zip, Random random) throws IOException {
      List<Entry> entries = entries(zip);
      int which = random.nextInt(2);
      if (random.nextBoolean()) {
        entries.add(entries.remove(which));
      } else {
        entries.remove(which);
      }
      return zip(entries);
    }
  };

  /** Says that it was loaded. */
  static final class Trap {

    static {
      Sprung.touched = true;
    }

    private Trap() {}
  }

  /** Says that it was read. */
  static final class Payload implements java.io.Serializable {

    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      Sprung.touched = true;
      return this;
    }
  }

  /** Whether code of a file has run. */
  static final class Sprung {

    static volatile boolean touched;

    private Sprung() {}
  }

  /** A file that no sound one is, or, by chance and seldom, one that is. */
  abstract byte[] of(byte[] zip, Random random) throws IOException;

  private record Entry(String name, byte[] bytes) {}

  /** Changes a configuration. */
  @FunctionalInterface
  private interface Change {

    String of(String json);
  }

  private static String replaced(String json, String part, String by) {
    if (!json.contains(part)) {
      throw new IllegalStateException("the configuration has no " + part);
    }
    return json.replace(part, by);
  }

  private static byte[] configured(byte[] zip, Change change) throws IOException {
    List<Entry> entries = entries(zip);
    String json = new String(entries.get(0).bytes, UTF_8);
    return with(entries, 0, change.of(json).getBytes(UTF_8));
  }

  private static byte[] with(List<Entry> entries, int which, byte[] bytes) throws IOException {
    entries.set(which, new Entry(entries.get(which).name, bytes));
    return zip(entries);
  }

  private static byte[] numbers(long length, int zeros) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("LONG_SHAPE");
      out.writeLong(8);
      out.writeUTF("LONG");
      for (long one : new long[] {2, 1, length, 1, 1, 8192, 1, 'c'}) {
        out.writeLong(one);
      }
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(length);
      out.writeUTF("FLOAT");
      out.write(new byte[4 * zeros]);
    }
    return bytes.toByteArray();
  }

  private static byte[] serialised() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Payload());
    }
    return bytes.toByteArray();
  }

  private static List<Entry> entries(byte[] zip) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(new Entry(entry.getName(), in.readAllBytes()));
      }
    }
    return entries;
  }

  /** Says of an entry, in the list at the end of a zip file, that it is a symbolic link of Unix. */
  private static byte[] linked(byte[] zip, int which) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int head = bytes.getInt(zip.length - 6);
    for (int i = 0; i < which; i++) {
      head +=
          46 + bytes.getShort(head + 28) + bytes.getShort(head + 30) + bytes.getShort(head + 32);
    }
    bytes.put(head + 5, (byte) 3);
    bytes.putInt(head + 38, 0120777 << 16);
    return zip;
  }

  private static byte[] zip(List<Entry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        out.putNextEntry(new ZipEntry(entry.name));
        out.write(entry.bytes);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
