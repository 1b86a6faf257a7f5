package dev.triptych.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeclaredNameTest {
    @Test
    void theFirstFunctionGivesItsName() {
        assertThat(DeclaredName.of("def is_edge(graph, u, v):\n    return call(u)"))
                .isEqualTo("is_edge");
        assertThat(
                        DeclaredName.of(
                                "import java.util.*;\nclass Solution {\n  public boolean hasClose(List<Double> n) {\n    for (int i : n) {"))
                .isEqualTo("hasClose");
        assertThat(DeclaredName.of(
                        "public virtual Response List(Request r){var o = new Options();return Invoke<R>(r, o);}"))
                .isEqualTo("List");
        assertThat(DeclaredName.of("func (s *Server) Start(port int) error {")).isEqualTo("Start");
        assertThat(DeclaredName.of("const hasClose = (numbers, most) => {\n  for (let i = 0; i < n; i++) {"))
                .isEqualTo("hasClose");
        assertThat(DeclaredName.of("fn main() -> u32 { 1 }")).isEqualTo("main");
        assertThat(DeclaredName.of("void a() throws IOException, B { }")).isEqualTo("a");
    }

    @Test
    void statementsDeclareNothing() {
        assertThat(DeclaredName.of("View view = this.getFocus();\nif (view != null) {  hide(view);}"))
                .isEmpty();
        assertThat(DeclaredName.of("")).isEmpty();
    }

    @Test
    void aMillionBracketsDoNotHang() {
        assertThat(DeclaredName.of("a(".repeat(500_000))).isEmpty();
        assertThat(DeclaredName.of("a<".repeat(500_000))).isEmpty();
    }
}
