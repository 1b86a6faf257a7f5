package dev.triptych.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One thing that {@code triptych doctor} looked at.
 *
 * @param name what
 * @param state how it is
 * @param found what is there
 * @param fix what to do about it; empty if nothing
 */
record Check(String name, State state, String found, String fix) {

    /** How a thing is; only {@link #BROKEN} makes the command fail. */
    enum State {
        OK,
        WEAK,
        BROKEN
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check weak(String name, String found, String fix) {
        return new Check(name, State.WEAK, found, fix);
    }

    static Check broken(String name, String found, String fix) {
        return new Check(name, State.BROKEN, found, fix);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("found", found)
                .put("fix", fix);
    }
}
