package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triptych.space.Code;
import org.junit.jupiter.api.Test;

class CodeViewsTest {

    @Test
    void aMethodShowsItsNameThenItsSignatureThenItsBody() {
        String view = CodeViews.render(
                Code.java(
                        """
                public static <T extends Comparable<T>> List<T> sortedCopy(final Collection<? extends T> items) throws IOException {
                    // keep the order stable
                    List<T> copy = new ArrayList<>(items);
                    this.count = i < 3 ? 1 : 0;
                    return copy;
                }"""));

        assertThat(view)
                .isEqualTo("sorted Copy. List T Collection extends T items throws IO Exception. keep the order stable"
                        + " List T copy = new Array List items count = i < 3 ? 1 0 return copy");
    }

    @Test
    void theNameAndTheDocumentationThatAreKnownComeFirst() {
        Code code = new Code(
                "java",
                "int size() { return n; }",
                "org.example.io.BufferPool.Page.size",
                "int size()",
                "Number of bytes in use.");

        assertThat(CodeViews.render(code)).isEqualTo("Buffer Pool Page size. int. Number of bytes in use. return n");
    }

    @Test
    void aConstructorMakesSomethingNew() {
        Code code = new Code("java", "Page(int maxSize) { super(maxSize); }", "a.b.Page.Page", "", "");

        assertThat(CodeViews.render(code)).isEqualTo("new Page. int max Size. super max Size");
        assertThat(CodeViews.render(Code.java("public Page(int maxSize) {}"))).isEqualTo("new Page. int max Size.");
    }

    @Test
    void annotationsModifiersImportsAndLicencesAreLeftOut() {
        String view = CodeViews.render(
                Code.java(
                        """
                /* Licensed under the Something License */
                package org.example;
                import java.util.List;
                @Deprecated @SuppressWarnings({"unchecked", "rawtypes"})
                public abstract class FileCache<K> extends Cache<K> implements Closeable {
                    @Override public synchronized void close() { }
                }"""));

        assertThat(view).isEqualTo("class File Cache. K extends Cache K implements Closeable. void close");
    }

    @Test
    void aFragmentWithoutDeclarationShowsItsWords() {
        assertThat(CodeViews.render(Code.java("for (int i = 0; i < maxCount; i++) { sumUp(i); }")))
                .isEqualTo("for int i = 0 i < max Count i ++ sum Up i");
        assertThat(CodeViews.render(Code.java("} else if (isReady()) { return; }")))
                .isEqualTo("else if is Ready return");
        assertThat(CodeViews.render(Code.java("sendMail(to);"))).isEqualTo("send Mail to");
        assertThat(CodeViews.render(Code.java(""))).isEmpty();
        assertThat(CodeViews.render(Code.java("@"))).isEmpty();
        assertThat(CodeViews.render(Code.java("@A("))).isEmpty();
    }

    @Test
    void theSignatureThatIsGivenIsUsedWhenTheSourceHasNone() {
        Code code = new Code("java", "return readAll(in);", "", "byte[] load(InputStream in)", "");

        assertThat(CodeViews.render(code)).isEqualTo("load. byte Input Stream in. return read All in");
    }

    @Test
    void aViewIsNoLongerThanAnyTowerReads() {
        assertThat(CodeViews.render(Code.java("int f() { return " + "veryLongName + ".repeat(1_000_000) + "1; }")))
                .startsWith("f. int. return very Long Name + very")
                .hasSizeLessThanOrEqualTo(4000);
    }
}
