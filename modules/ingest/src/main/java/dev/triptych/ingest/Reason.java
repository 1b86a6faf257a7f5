package dev.triptych.ingest;

/** Why a file is not, or not wholly, in the result. */
public enum Reason {
    NONE(""),
    /** No bytes, or nothing but white space. */
    EMPTY("the file is empty"),
    NO_CONTENT("no text, picture or code was found in it"),
    UNSUPPORTED("no parser for this kind of file"),
    UNREADABLE("the file cannot be read"),
    /** A password is needed; one may be given with {@link Settings#withPasswords}. */
    ENCRYPTED("a password is needed"),
    CORRUPT("the file is damaged"),
    /** Zip bombs, nesting, too many parts, a picture of too many pixels. */
    LIMIT("a safety limit was reached"),
    TRUNCATED("the text was cut at the limit"),
    TIMEOUT("the parser did not finish in time"),
    MEMORY("the parser ran out of memory"),
    CRASHED("the parser's process ended"),
    TOO_LARGE("the file is larger than the limit"),
    TOO_SMALL("the picture is too small to show anything"),
    UNCHANGED("already known by its content hash"),
    EXCLUDED("left out by the include and exclude patterns"),
    IGNORED("left out by .gitignore or .triptychignore"),
    HIDDEN("hidden files and folders are left out"),
    BUILD_OUTPUT("version control and build folders are left out"),
    LINK("symbolic links are not followed"),
    NOT_A_FILE("neither a file nor a folder");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** One sentence for people, without a full stop. */
    public String words() {
        return words;
    }
}
