package dev.triptych.ingest;

import org.xml.sax.SAXException;

/** Ends a parse that has reached a limit; everything up to it counts. */
final class ParseLimitException extends SAXException {
    private static final long serialVersionUID = 1L;

    ParseLimitException(String message) {
        super(message);
    }
}
