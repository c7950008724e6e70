package io.labelloop.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The best low-rank projection of sparse rows: their coordinates along the leading right singular
 * vectors, by randomised subspace iteration. Rows are not centred.
 *
 * <p>Deterministic in the rows, their order and the seed. Time {@code O(entries * d * iterations +
 * n d^2)}, memory {@code O((n + columns in use) d)}.
 *
 * <p>Halko, Martinsson, Tropp: Finding structure with randomness. SIAM Review 53(2), 2011,
 * algorithms 4.4 and 5.1.
 */
public final class TruncatedSvd {
  private static final int OVERSAMPLING = 10;
  private static final int POWER_ITERATIONS = 4;

  private TruncatedSvd() {}

  /**
   * Projects rows.
   *
   * @param rows at least one
   * @param dimensions at least 1; fewer come back if the rows or their columns are fewer
   * @return a dense row for each row
   */
  public static List<Vector> project(List<Vector> rows, int dimensions, long seed) {
    List<Vector> compact = compact(rows);
    int columns = compact.getFirst().size();
    int rank = Math.min(dimensions + OVERSAMPLING, Math.min(rows.size(), columns));
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    var start = new DMatrixRMaj(columns, rank);
    for (int i = 0; i < start.data.length; i++) {
      start.data[i] = random.nextDouble() - 0.5;
    }
    DMatrixRMaj range = orthonormal(times(compact, start));
    for (int i = 0; i < POWER_ITERATIONS; i++) {
      range = orthonormal(times(compact, orthonormal(transposeTimes(compact, range))));
    }
    // A ~ Q B with B = Q'A; the coordinates U S are Q W diag(s), where B B' = W diag(s^2) W'
    DMatrixRMaj small = transposeTimes(compact, range);
    var gram = new DMatrixRMaj(rank, rank);
    CommonOps_DDRM.multInner(small, gram);
    return coordinates(range, gram, Math.min(dimensions, rank));
  }

  private static List<Vector> coordinates(DMatrixRMaj range, DMatrixRMaj gram, int dimensions) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(gram.numRows, true, true);
    if (!eigen.decompose(gram)) {
      throw new IllegalStateException(
          "the eigenvalues of a " + gram.numRows + " square matrix did not converge");
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < gram.numRows; i++) {
      order.add(i);
    }
    order.sort(
        (a, b) ->
            Double.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
    var projection = new DMatrixRMaj(gram.numRows, dimensions);
    for (int d = 0; d < dimensions; d++) {
      int column = order.get(d);
      double singular = Math.sqrt(Math.max(0, eigen.getEigenvalue(column).getReal()));
      DMatrixRMaj direction = eigen.getEigenVector(column);
      for (int i = 0; i < gram.numRows; i++) {
        projection.set(i, d, direction.get(i) * singular);
      }
    }
    var result = new DMatrixRMaj(range.numRows, dimensions);
    CommonOps_DDRM.mult(range, projection, result);
    var rows = new ArrayList<Vector>();
    for (int r = 0; r < result.numRows; r++) {
      rows.add(
          DenseVector.of(
              java.util.Arrays.copyOfRange(result.data, r * dimensions, (r + 1) * dimensions)));
    }
    return rows;
  }

  /** The rows over the columns that any of them uses, numbered in their order. */
  private static List<Vector> compact(List<Vector> rows) {
    var numbers = new TreeMap<Integer, Integer>();
    rows.forEach(row -> row.forEach((index, value) -> numbers.put(index, 0)));
    int next = 0;
    for (var entry : numbers.entrySet()) {
      entry.setValue(next++);
    }
    int columns = Math.max(1, next);
    var compact = new ArrayList<Vector>();
    for (Vector row : rows) {
      var indices = new ArrayList<Integer>();
      var values = new ArrayList<Double>();
      row.forEach(
          (index, value) -> {
            indices.add(numbers.get(index));
            values.add(value);
          });
      compact.add(
          SparseVector.of(
              columns,
              indices.stream().mapToInt(Integer::intValue).toArray(),
              values.stream().mapToDouble(Double::doubleValue).toArray()));
    }
    return compact;
  }

  private static DMatrixRMaj times(List<Vector> rows, DMatrixRMaj right) {
    var product = new DMatrixRMaj(rows.size(), right.numCols);
    for (int r = 0; r < rows.size(); r++) {
      int offset = r * right.numCols;
      rows.get(r)
          .forEach(
              (index, value) -> {
                int from = index * right.numCols;
                for (int c = 0; c < right.numCols; c++) {
                  product.data[offset + c] += value * right.data[from + c];
                }
              });
    }
    return product;
  }

  private static DMatrixRMaj transposeTimes(List<Vector> rows, DMatrixRMaj left) {
    var product = new DMatrixRMaj(rows.getFirst().size(), left.numCols);
    for (int r = 0; r < rows.size(); r++) {
      int from = r * left.numCols;
      rows.get(r)
          .forEach(
              (index, value) -> {
                int to = index * left.numCols;
                for (int c = 0; c < left.numCols; c++) {
                  product.data[to + c] += value * left.data[from + c];
                }
              });
    }
    return product;
  }

  private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
    // its answer only tells whether the rank is full; Q is orthonormal all the same, with any
    // directions for the rest
    boolean unused = qr.decompose(matrix);
    return qr.getQ(null, true);
  }
}
