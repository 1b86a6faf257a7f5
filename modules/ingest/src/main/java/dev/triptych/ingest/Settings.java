package dev.triptych.ingest;

import dev.triptych.space.TextLength;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How files become passages.
 *
 * @param include glob patterns of files to take; empty takes all. A pattern without a slash is matched with the file's name, one
 *     with a slash with the path below the folder that was named
 * @param exclude glob patterns of files and folders to leave out; stronger than {@code include}
 * @param gitignore whether {@code .gitignore}, {@code .triptychignore} and {@code .git/info/exclude} are obeyed
 * @param maxTokens the longest passage of text, as {@code tokenCounter} counts
 * @param tokenCounter the model's tokenizer, or a guess; called from several threads
 * @param codeLength how much of a view of code the model reads; longer functions become several passages
 * @param timeLimit for one file in the worker
 * @param workerMegabytes heap of a worker process
 * @param workers worker processes, and files in work at once
 * @param maxFileBytes larger files are skipped
 * @param maxTextChars longer texts are cut
 * @param passwords the password of a file, if the user gave one
 */
public record Settings(
        List<String> include,
        List<String> exclude,
        boolean gitignore,
        int maxTokens,
        ToIntFunction<String> tokenCounter,
        TextLength codeLength,
        Duration timeLimit,
        int workerMegabytes,
        int workers,
        long maxFileBytes,
        int maxTextChars,
        Function<Path, Optional<String>> passwords) {

    public Settings {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Passages of up to 128 estimated tokens, 60 s and 512 MB for a document, one worker. */
    public static Settings defaults() {
        return new Settings(
                List.of(),
                List.of(),
                true,
                128,
                TokenEstimate::count,
                TokenEstimate.upTo(128),
                Duration.ofMinutes(1),
                512,
                1,
                512L << 20,
                Limits.DEFAULT.textChars(),
                file -> Optional.empty());
    }

    public Settings withPatterns(List<String> included, List<String> excluded) {
        return new Settings(
                included,
                excluded,
                gitignore,
                maxTokens,
                tokenCounter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                maxTextChars,
                passwords);
    }

    public Settings withGitignore(boolean obeyed) {
        return new Settings(
                include,
                exclude,
                obeyed,
                maxTokens,
                tokenCounter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                maxTextChars,
                passwords);
    }

    /** Passages no longer than the model reads: {@code max} without the special tokens if {@code counter} leaves them out. */
    public Settings withTokens(int max, ToIntFunction<String> counter) {
        return new Settings(
                include,
                exclude,
                gitignore,
                max,
                counter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                maxTextChars,
                passwords);
    }

    /** Views of code no longer than the model's code tower reads. */
    public Settings withCodeLength(TextLength length) {
        return new Settings(
                include,
                exclude,
                gitignore,
                maxTokens,
                tokenCounter,
                length,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                maxTextChars,
                passwords);
    }

    public Settings withWorkers(int count, int megabytes, Duration limit) {
        return new Settings(
                include,
                exclude,
                gitignore,
                maxTokens,
                tokenCounter,
                codeLength,
                limit,
                megabytes,
                count,
                maxFileBytes,
                maxTextChars,
                passwords);
    }

    public Settings withMaxFileBytes(long bytes) {
        return new Settings(
                include,
                exclude,
                gitignore,
                maxTokens,
                tokenCounter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                bytes,
                maxTextChars,
                passwords);
    }

    public Settings withMaxTextChars(int chars) {
        return new Settings(
                include,
                exclude,
                gitignore,
                maxTokens,
                tokenCounter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                chars,
                passwords);
    }

    public Settings withPasswords(Function<Path, Optional<String>> provider) {
        return new Settings(
                include,
                exclude,
                gitignore,
                maxTokens,
                tokenCounter,
                codeLength,
                timeLimit,
                workerMegabytes,
                workers,
                maxFileBytes,
                maxTextChars,
                provider);
    }

    Limits limits() {
        return Limits.DEFAULT.withTextChars(maxTextChars);
    }
}
