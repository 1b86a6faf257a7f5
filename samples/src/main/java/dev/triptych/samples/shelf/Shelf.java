package dev.triptych.samples.shelf;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.triptych.samples.document.DocxBinder;
import dev.triptych.samples.document.HtmlBinder;
import dev.triptych.samples.document.Manuscript;
import dev.triptych.samples.document.PdfBinder;
import dev.triptych.space.TriptychException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** All that is made by program in the sample library, and how it is written. */
public final class Shelf {
    /** The documents by file name; each is bound from the manuscript of the same name. */
    private static final List<String> DOCUMENTS = List.of(
            "meteor-camera-report.pdf",
            "harbour-safety.pdf",
            "lighthouse-leaflet.pdf",
            "winter-engine-care.pdf",
            "roggenbrot-rezept.docx",
            "coast-diary.docx",
            "mirror-cleaning.docx",
            "ferry-timetable.html",
            "bees-on-the-roof.html",
            "lesesaal-netz.html",
            "repair-evening.html");

    private Shelf() {}

    static List<String> documents() {
        return DOCUMENTS;
    }

    static List<ShelfPicture> pictures() {
        return Stream.of(Scenes.all(), Landscapes.all(), Figures.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Writes the pictures into a folder. */
    static void paint(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ShelfPicture picture : pictures()) {
            BufferedImage image = picture.image().get();
            if (!ImageIO.write(
                    image, picture.format(), folder.resolve(picture.file()).toFile())) {
                throw new IOException("no writer for " + picture.file());
            }
        }
    }

    /** Writes one line for each picture, in the shape of Flickr8k's captions. */
    static void describe(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (ShelfPicture picture : pictures()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("image", picture.name());
            line.put("file", picture.file());
            line.put("split", "test");
            line.put("captions", new TreeMap<>(picture.captions()));
            lines.add(json.writeValueAsString(line));
        }
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** Binds the documents into a folder; their illustrations are taken from the pictures written before. */
    static void bind(Path pictures, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : DOCUMENTS) {
            Manuscript manuscript = manuscript(name);
            Path file = folder.resolve(name);
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "pdf" -> PdfBinder.write(manuscript, pictures, file);
                case "docx" -> DocxBinder.write(manuscript, pictures, file);
                default -> HtmlBinder.write(manuscript, "../pictures", file);
            }
        }
    }

    static Manuscript manuscript(String document) throws IOException {
        String resource = "manuscripts/" + document.substring(0, document.lastIndexOf('.')) + ".txt";
        try (InputStream in = Shelf.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new TriptychException(
                        resource, "nothing", "the manuscript of " + document, "add it to the resources");
            }
            return Manuscript.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
