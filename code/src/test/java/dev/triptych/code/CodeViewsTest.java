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
    void otherLanguagesLookAsJavaDoes() {
        assertThat(
                        view(
                                "python",
                                """
                        from typing import List
                        import os

                        @cached(1)
                        def sorted_copy(items: List[str], deep=False) -> List[str]:
                            # keep the order stable
                            return self.clean(items)"""))
                .isEqualTo("sorted copy. List str items List str deep False. keep the order stable return clean items");
        assertThat(view("go", "func (s *Server) Start(ctx context.Context, n int) error {\n\treturn s.run(n)\n}"))
                .isEqualTo("Start. error ctx context Context n int. return s run n");
        assertThat(view("javascript", "export const addUp = async (a, b) => a + b;"))
                .isEqualTo("add Up. a b. a + b");
        assertThat(view("javascript", "function addUp(a, b) { return a + b; }")).isEqualTo("add Up. a b. return a + b");
        assertThat(view("typescript", "class Shelf<T> extends Base { put(b: T) {} }"))
                .isEqualTo("class Shelf. T extends Base. put b T");
        assertThat(view("rust", "pub fn take<'a>(&'a self, n: usize) -> Option<u8> { self.items.pop() }"))
                .isEqualTo("take. Option u 8 n usize. items pop");
        assertThat(view("cpp", "#include <vector>\nusing namespace std;\nvector<int> addUp(int a) { return {a}; }"))
                .isEqualTo("add Up. vector int int a. return a");
        assertThat(view("csharp", "public int AddUp(int a) => a + 1;")).isEqualTo("Add Up. int int a. a + 1");
        assertThat(view("kotlin", "private fun String.shout(n: Int): String = repeat(n)"))
                .isEqualTo("shout. String n Int. repeat n");
        assertThat(view("ruby", "def send_all!(data)\n  @queue << data\nend"))
                .isEqualTo("send all. data. queue << data");
        assertThat(view("php", "<?php function addUp($a) { return $a + 1; }")).isEqualTo("add Up. a. return a + 1");
        assertThat(view("shell", "deploy() {\n  rsync -a build\n}")).isEqualTo("deploy. rsync - a build");
    }

    private static String view(String language, String source) {
        return CodeViews.render(new Code(language, source, "", "", ""));
    }

    @Test
    void aWindowIntoALongBodyHasTheDeclarationInFrontOfIt() {
        Code window = new Code(
                "java", "Helper help(String a) {\n  return find(a);\n}", "a.b.Shelf.put", "boolean put(Book book)", "");

        assertThat(CodeViews.render(window))
                .isEqualTo("Shelf put. boolean Book book. Helper help String a return find a");
    }

    @Test
    void aConstantIsItsNameItsWordsAndItsValue() {
        Code constant = new Code("java", "int MAX_SIZE = 3;", "a.b.Shelf.MAX_SIZE", "int MAX_SIZE", "The most books.");

        assertThat(CodeViews.render(constant)).isEqualTo("Shelf MAX SIZE. The most books. int MAX SIZE = 3");
    }

    @Test
    void aViewIsNoLongerThanAnyTowerReads() {
        assertThat(CodeViews.render(Code.java("int f() { return " + "veryLongName + ".repeat(1_000_000) + "1; }")))
                .startsWith("f. int. return very Long Name + very")
                .hasSizeLessThanOrEqualTo(4000);
    }
}
