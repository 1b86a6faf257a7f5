package dev.triptych.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triptych.space.TriptychException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonConfigTest {
    private final Path file;

    JsonConfigTest(@TempDir Path folder) {
        file = folder.resolve("config.json");
    }

    private JsonConfig config(String json) throws IOException {
        return JsonConfig.read(write(json));
    }

    private Path write(String json) throws IOException {
        return Files.writeString(file, json.replace('\'', '"'));
    }

    private void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(TriptychException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts);
    }

    @Test
    void fieldsAreReadAsTheirTypes() throws IOException {
        JsonConfig config = config("{'n':12,'whole':12.0,'eps':1e-12,'t':'gelu','on':true,'none':null,"
                + "'mean':[0.5,1],'in':{'deep':{'n':3}},'list':[{'n':1},{'n':2}]}");
        assertThat(config.integer("n", 1, 100)).isEqualTo(12);
        assertThat(config.integer("whole", 1, 100)).isEqualTo(12);
        assertThat(config.integer("absent", 1, 100, 7)).isEqualTo(7);
        assertThat(config.integer("none", 1, 100, 7)).isEqualTo(7);
        assertThat(config.number("eps")).isEqualTo(1e-12);
        assertThat(config.number("absent", 0.5)).isEqualTo(0.5);
        assertThat(config.text("t")).isEqualTo("gelu");
        assertThat(config.text("absent", "relu")).isEqualTo("relu");
        assertThat(config.flag("on", false)).isTrue();
        assertThat(config.flag("absent", true)).isTrue();
        assertThat(config.numbers("mean")).containsExactly(0.5, 1.0);
        assertThat(config.object("in").object("deep").integer("n", 0, 9)).isEqualTo(3);
        assertThat(config.objects("list")).extracting(c -> c.integer("n", 0, 9)).containsExactly(1, 2);
        assertThat(config.has("none")).isFalse();
        assertThat(config.has("n")).isTrue();
        assertThat(config.node().size()).isEqualTo(9);
    }

    @Test
    void errorsNameFileFieldWhatWasFoundAndWhatWasExpected() throws IOException {
        JsonConfig config = config("{'n':-1,'half':1.5,'huge':1e300,'big':99999999999,'inf':1e999,'t':7,'on':'yes',"
                + "'mean':[1,'x'],'in':{'n':'twelve','list':[{},3]}}");
        refused(() -> config.integer("n", 1, 9), ", n", "-1", "from 1 to 9");
        refused(() -> config.integer("n", 1, 9, 3), ", n", "-1");
        refused(() -> config.integer("half", 1, 9), ", half", "1.5");
        refused(() -> config.integer("huge", 1, 9), ", huge");
        refused(() -> config.integer("big", 1, Integer.MAX_VALUE), ", big", "99999999999");
        refused(() -> config.number("inf"), ", inf", "finite");
        refused(() -> config.number("on"), ", on", "\"yes\"");
        refused(() -> config.text("t"), ", t", "7", "a string");
        refused(() -> config.flag("on", true), ", on", "true or false");
        refused(() -> config.numbers("mean"), ", mean[1]", "\"x\"");
        refused(() -> config.numbers("t"), ", t", "an array of numbers");
        refused(() -> config.object("in").integer("n", 1, 9), ", in.n", "\"twelve\"");
        refused(() -> config.object("in").objects("list"), ", in.list[1]", "3");
        refused(() -> config.objects("in"), ", in", "an object", "an array of objects");
        refused(() -> config.object("mean"), ", mean", "an array");
        refused(() -> config.text("absent"), ", absent", "nothing", "a string");
    }

    @Test
    void fieldsOfObjectsInAnArrayAreNamedWithTheirPlace() throws IOException {
        JsonConfig second = config("{'in':{'list':[{},{'idx':'x'}]}}")
                .object("in")
                .objects("list")
                .get(1);
        refused(() -> second.integer("idx", 0, 9), ", in.list[1].idx");
        JsonConfig first = JsonConfig.readArray(write("[{'path':3}]")).get(0);
        refused(() -> first.text("path"), ", [0].path");
    }

    @Test
    void anArrayAtTheTopIsReadAndNothingElsePasses() throws IOException {
        assertThat(JsonConfig.readArray(write("[{'idx':0},{'idx':1}]"))).hasSize(2);
        assertThat(JsonConfig.readArray(write("[]"))).isEmpty();
        refused(() -> JsonConfig.readArray(write("{}")), "an array of objects");
        refused(() -> JsonConfig.readArray(write("[1]")), "[0]", "an object");
        refused(() -> config("[]"), "a JSON object");
    }

    @Test
    void textThatIsNoCleanJsonIsRefused() {
        refused(() -> config("{'a':1,'a':2}"), "Duplicate");
        refused(() -> config("{'a':NaN}"), "not valid JSON");
        refused(() -> config("{'a':Infinity}"), "not valid JSON");
        refused(() -> config("{'a':1}\n{"), "line 2", "not valid JSON");
        refused(() -> config("{'a':\n"), "not valid JSON");
        refused(() -> config("{'a':" + "[".repeat(5000)), "not valid JSON");
        refused(() -> config(""), "nothing");
    }

    @Test
    void anAbsentFileIsAnErrorOnlyWhereItMustBeThere() throws IOException {
        assertThat(JsonConfig.readIfPresent(file)).isEmpty();
        refused(() -> JsonConfig.read(file), "nothing");
        write("{'a':1}");
        assertThat(JsonConfig.readIfPresent(file)).isPresent();
    }
}
