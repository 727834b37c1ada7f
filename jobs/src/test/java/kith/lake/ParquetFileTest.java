package kith.lake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kith.project.KithException;
import org.junit.jupiter.api.Test;

/** Where an answer can be written as one Parquet file. */
class ParquetFileTest {

  @Test
  void workersThatAreOtherProcessesWouldWriteElsewhere() {
    assertThatThrownBy(() -> ParquetFile.requireInProcess(false))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("its workers are other processes")
        .hasMessageContaining("Name a file that ends with .csv");
    assertThatCode(() -> ParquetFile.requireInProcess(true)).doesNotThrowAnyException();
  }
}
