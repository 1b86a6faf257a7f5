package harbour.math;

/** A dense matrix of doubles, stored row by row. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] cells;

    public Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.cells = new double[rows * columns];
    }

    public double get(int row, int column) {
        return cells[row * columns + column];
    }

    public void set(int row, int column, double value) {
        cells[row * columns + column] = value;
    }

    /**
     * Multiplies this matrix by another one.
     *
     * <p>The inner loop runs along rows of both operands, so that memory is read in order.
     */
    public Matrix times(Matrix other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException(columns + " columns do not meet " + other.rows + " rows");
        }
        Matrix product = new Matrix(rows, other.columns);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                double factor = cells[i * columns + k];
                for (int j = 0; j < other.columns; j++) {
                    product.cells[i * other.columns + j] += factor * other.cells[k * other.columns + j];
                }
            }
        }
        return product;
    }

    /** The matrix with rows and columns exchanged. */
    public Matrix transposed() {
        Matrix turned = new Matrix(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned.set(j, i, get(i, j));
            }
        }
        return turned;
    }
}
