package io.chronoshard.jobs.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Shape;
import io.chronoshard.simulate.RowOutput;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Rows as a Parquet file that is written while they come; holds one row group, in its packed form.
 */
final class ParquetRows implements RowOutput, Closeable {

  private static final long ROW_GROUP_BYTES = 32 << 20;

  private final ParquetWriter<ParquetRow> writer;
  private final boolean isLong;

  /**
   * Rows of a file.
   *
   * @param series its name where the files hold several series, otherwise empty: no such column
   * @param out takes the bytes; is closed with this
   */
  ParquetRows(
      SimulateSettings settings, String series, FSDataOutputStream out, Configuration hadoop)
      throws IOException {
    isLong = settings.shape() == Shape.LONG;
    writer =
        new Builder(new OpenFile(out), new ParquetRowSupport(settings, series))
            .withConf(hadoop)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  @Override
  public void write(long millis, float[] values, int copies) throws IOException {
    for (int copy = 0; copy < copies; copy++) {
      for (int channel = 0; channel < (isLong ? values.length : 1); channel++) {
        writer.write(new ParquetRow(millis, values, channel));
      }
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<ParquetRow, Builder> {

    private final ParquetRowSupport support;

    Builder(OutputFile file, ParquetRowSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ParquetRow> getWriteSupport(Configuration hadoop) {
      return support;
    }
  }

  /** A file that is open already: Parquet would make its folder too. */
  private record OpenFile(FSDataOutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return HadoopStreams.wrap(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return HadoopStreams.wrap(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
