package dev.triptych.ide.lsp;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Lets a person choose among hits in a client that knows nothing of ours: a question with a button for each of the first hits. */
final class Offer {
    private static final int FIRST = 6;

    private volatile boolean possible;
    private final LanguageClient client;

    Offer(LanguageClient client) {
        this.client = client;
    }

    /** The client opens documents when it is asked to. */
    void enable() {
        possible = true;
    }

    void make(List<Locations.Found> found) {
        if (!possible) {
            return;
        }
        if (found.isEmpty()) {
            client.showMessage(new MessageParams(MessageType.Info, "triptych: nothing found"));
            return;
        }
        Map<String, Locations.Found> named = new LinkedHashMap<>();
        found.stream().limit(FIRST).forEach(f -> named.putIfAbsent(name(f), f));
        ShowMessageRequestParams question = new ShowMessageRequestParams(
                named.keySet().stream().map(MessageActionItem::new).toList());
        question.setType(MessageType.Info);
        question.setMessage("triptych: the most similar first");
        var unusedChoice = client.showMessageRequest(question).thenAccept(chosen -> {
            Locations.Found f = chosen == null ? null : named.get(chosen.getTitle());
            if (f != null) {
                ShowDocumentParams show = new ShowDocumentParams(f.uri());
                show.setTakeFocus(true);
                show.setSelection(f.range());
                var unusedAnswer = client.showDocument(show);
            }
        });
    }

    private static String name(Locations.Found found) {
        String file = String.valueOf(Path.of(found.place()).getFileName());
        return found.symbol().isEmpty() ? file : found.symbol() + " (" + file + ")";
    }
}
