package dev.triptych.data;

import dev.triptych.space.Content;
import dev.triptych.space.Modality;
import dev.triptych.space.Progress;
import dev.triptych.space.Text;
import dev.triptych.space.TriptychException;
import dev.triptych.train.Pair;
import dev.triptych.train.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Pictures of a folder, each with what is said of it: the lines of a text file of the same name beside it, or the name of the folder
 * it lies in, set into a template.
 */
final class FolderPairs implements CheckedPairs {
    private static final String TEMPLATE = "a photo of {}";

    private record Photo(Path file, List<String> texts) {}

    private final boolean picturesFirst;
    private final List<Photo> photos;
    private final int[] groups;
    private final DataReport report;
    private final double maxBad;

    private FolderPairs(boolean picturesFirst, List<Photo> photos, int[] groups, DataReport report, double maxBad) {
        this.picturesFirst = picturesFirst;
        this.photos = photos;
        this.groups = groups;
        this.report = report;
        this.maxBad = maxBad;
    }

    static FolderPairs open(YamlNode data, Modality anchors, Progress progress) {
        Path root = data.path("images");
        String texts = data.text("texts", "auto");
        String template = data.text("template", TEMPLATE);
        double maxBad = Share.read(data, "max_bad", 0.01);
        Pictures pictures = new Pictures(RowSettings.flag(data, "check_pictures", true));
        if (!List.of("auto", "beside", "folder").contains(texts)) {
            throw new TriptychException(
                    data.where("texts"), "'" + texts + "'", "beside, folder or auto", "use one of these");
        }
        if (!template.contains("{}")) {
            throw new TriptychException(
                    data.where("template"), "'" + template + "'", "{} where the name goes", "write '" + TEMPLATE + "'");
        }
        data.end();
        Tally bad = new Tally();
        List<Path> files = PictureWalk.below(root, bad);
        boolean beside = texts.equals("beside")
                || (texts.equals("auto") && files.stream().anyMatch(FolderPairs::said));
        List<Photo> photos = new ArrayList<>();
        Groups grouping = new Groups();
        StringBuilder listing = new StringBuilder();
        try (Progress.Task bar = progress.start("looking at pictures", files.size())) {
            for (Path file : files) {
                try {
                    pictures.check(file);
                    List<String> said = beside ? captions(file) : List.of(className(root, file, template));
                    int number = grouping.row();
                    said.forEach(text -> grouping.join(number, Groups.key("text", text)));
                    photos.add(new Photo(file, said));
                    listing.append(root.relativize(file)).append('\t').append(said);
                    listing.append('\t').append(Files.size(file)).append('\n');
                } catch (BadRow e) {
                    bad.leave(e.reason(), file.toString());
                } catch (IOException e) {
                    bad.leave("a picture that cannot be read", file.toString());
                }
                bar.advance(1);
            }
        }
        int[] groups = grouping.finish();
        DataReport report =
                new DataReport(Map.of(root.toString(), digest(listing)), photos.size(), Groups.count(groups), 0, bad);
        report.require(data.where("images"), maxBad);
        return new FolderPairs(anchors == Modality.IMAGE, photos, groups, report, maxBad);
    }

    private static String digest(CharSequence listing) {
        return HexFormat.of().toHexDigits(Groups.key("listing", listing.toString()));
    }

    private static boolean said(Path picture) {
        return Files.isRegularFile(beside(picture));
    }

    private static Path beside(Path picture) {
        String name = String.valueOf(picture.getFileName());
        return picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
    }

    private static List<String> captions(Path picture) throws BadRow, IOException {
        if (!said(picture)) {
            throw new BadRow("no text file beside it");
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(beside(picture)).stream()
                    .map(line -> line.replace("\ufeff", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new BadRow("a text file that is not UTF-8");
        }
        if (lines.isEmpty()) {
            throw new BadRow("an empty text file");
        }
        return lines;
    }

    private static String className(Path root, Path picture, String template) throws BadRow {
        Path folder = root.relativize(picture).getParent();
        if (folder == null) {
            throw new BadRow("not in the folder of a class");
        }
        String name = String.valueOf(folder.getFileName()).replace('_', ' ').strip();
        return template.replace("{}", name);
    }

    @Override
    public DataReport report() {
        return report;
    }

    @Override
    public double maxBad() {
        return maxBad;
    }

    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public Pair draw(int index, RandomGenerator random) {
        Photo photo = photos.get(index);
        Content text = Text.of(photo.texts().get(random.nextInt(photo.texts().size())));
        Content picture =
                Side.of(Modality.IMAGE, Path.of("")).picture(photo.file().toString());
        return picturesFirst ? new Pair(picture, text, group(index)) : new Pair(text, picture, group(index));
    }

    @Override
    public long group(int index) {
        return groups[index];
    }

    @Override
    public Modality anchors() {
        return picturesFirst ? Modality.IMAGE : Modality.TEXT;
    }

    @Override
    public Modality positives() {
        return picturesFirst ? Modality.TEXT : Modality.IMAGE;
    }

    @Override
    public void close() {}
}
