package dev.triptych.model;

import dev.triptych.code.CodeViews;
import dev.triptych.nn.Prompt;
import dev.triptych.nn.SequenceEncoder;
import dev.triptych.space.CloseGuard;
import dev.triptych.space.Code;
import dev.triptych.space.Content;
import dev.triptych.space.Embeddings;
import dev.triptych.space.Fingerprint;
import dev.triptych.space.Modality;
import dev.triptych.space.Text;
import dev.triptych.space.TextLength;
import dev.triptych.text.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published model of texts, with its prompts for queries and passages. Code is read as text, in the words that our code tower reads:
 * name, documentation, body with its identifiers split.
 */
final class PublishedTexts implements Space {
    private final TextEncoder passages;
    private final FolderFingerprint fingerprint;
    private final CloseGuard guard;
    /** Opened with the first query: indexing needs none. */
    private @Nullable TextEncoder queries;

    PublishedTexts(Path folder, SequenceEncoder.Options options, FolderFingerprint fingerprint) {
        this.fingerprint = fingerprint;
        guard = new CloseGuard("model " + folder);
        passages = TextEncoder.open(folder, options.withPrompt(Prompt.PASSAGE));
    }

    @Override
    public Set<Modality> modalities() {
        return Set.of(Modality.TEXT, Modality.CODE);
    }

    @Override
    public int width() {
        return passages.width();
    }

    @Override
    public Optional<TextLength> textLength() {
        return passages.textLength();
    }

    @Override
    public Optional<TextLength> codeLength() {
        return passages.textLength();
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint.get();
    }

    @Override
    public Embeddings embed(Modality modality, List<Content> contents, boolean looked) {
        List<Text> texts = contents.stream()
                .map(c -> c instanceof Code code ? Text.of(CodeViews.render(code)) : (Text) c)
                .toList();
        return guard.use(() -> (looked ? queries() : passages).embed(texts));
    }

    private synchronized TextEncoder queries() {
        TextEncoder opened = queries;
        if (opened == null) {
            opened = passages.withPrompt(Prompt.QUERY);
            queries = opened;
        }
        return opened;
    }

    @Override
    public void check() {
        guard.check();
    }

    @Override
    public void close() {
        guard.close(this::free);
    }

    private synchronized void free() {
        if (queries != null) {
            queries.close();
        }
        passages.close();
    }
}
