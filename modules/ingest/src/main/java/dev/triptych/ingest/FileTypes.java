package dev.triptych.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/**
 * The media type of a file by its name and by its first bytes, from Tika's table. No parser runs here.
 *
 * @param declared by name alone
 * @param detected by the first bytes, the name deciding only between kinds that begin alike
 */
record FileTypes(String declared, String detected) {

    static FileTypes of(Path file) throws IOException {
        MimeTypes table = MimeTypes.getDefaultMimeTypes();
        Metadata name = new Metadata();
        name.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.getFileName().toString());
        String declared = table.detect(null, name).toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new FileTypes(declared, table.detect(in, name).toString());
        }
    }
}
