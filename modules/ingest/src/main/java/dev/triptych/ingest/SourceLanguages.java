package dev.triptych.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The programming language of a file, by its name. */
final class SourceLanguages {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("java", "java"),
            Map.entry("py", "python"),
            Map.entry("pyi", "python"),
            Map.entry("js", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("cjs", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("mts", "typescript"),
            Map.entry("cts", "typescript"),
            Map.entry("go", "go"),
            Map.entry("rs", "rust"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("hh", "cpp"),
            Map.entry("hpp", "cpp"),
            Map.entry("hxx", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("kt", "kotlin"),
            Map.entry("kts", "kotlin"),
            Map.entry("scala", "scala"),
            Map.entry("groovy", "groovy"),
            Map.entry("gradle", "groovy"),
            Map.entry("swift", "swift"),
            Map.entry("rb", "ruby"),
            Map.entry("rake", "ruby"),
            Map.entry("gemspec", "ruby"),
            Map.entry("php", "php"),
            Map.entry("pl", "perl"),
            Map.entry("pm", "perl"),
            Map.entry("lua", "lua"),
            Map.entry("jl", "julia"),
            Map.entry("hs", "haskell"),
            Map.entry("ml", "ocaml"),
            Map.entry("clj", "clojure"),
            Map.entry("ex", "elixir"),
            Map.entry("exs", "elixir"),
            Map.entry("erl", "erlang"),
            Map.entry("dart", "dart"),
            Map.entry("sql", "sql"),
            Map.entry("sh", "shell"),
            Map.entry("bash", "shell"),
            Map.entry("zsh", "shell"),
            Map.entry("ps1", "powershell"),
            Map.entry("cmd", "batch"),
            Map.entry("bat", "batch"));

    private SourceLanguages() {}

    static Optional<String> of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(
                        BY_EXTENSION.get(fileName.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }
}
