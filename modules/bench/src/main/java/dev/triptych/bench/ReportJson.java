package dev.triptych.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** A report for a program: one object; what is not known is null. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Conditions conditions = report.conditions();
        ObjectNode machine = json.putObject("machine");
        machine.put("processor", conditions.processor());
        machine.put("processors", conditions.processors());
        machine.put("system", conditions.system());
        machine.put("java", conditions.java());
        put(machine, "load", conditions.load() < 0 ? OptionalDouble.empty() : OptionalDouble.of(conditions.load()));
        json.put("threads", conditions.threads());
        json.put("rounds", conditions.rounds());
        ArrayNode inputs = json.putArray("inputs");
        report.inputs().forEach(inputs::add);
        ObjectNode peaks = json.putObject("peak_gflops");
        report.peaks().forEach((precision, peak) -> peaks.put(precision.id(), peak));
        ArrayNode lines = json.putArray("results");
        report.lines().forEach(line -> lines.add(of(report, line)));
        ArrayNode leftOut = json.putArray("left_out");
        report.leftOut()
                .forEach(one -> leftOut.addObject().put("name", one.name()).put("why", one.why()));
        return json;
    }

    private static ObjectNode of(Report report, Line line) {
        Entry entry = line.entry();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", entry.name());
        json.put("kind", entry.work().kind().id());
        json.put("precision", entry.precision().id());
        json.put("library", entry.library());
        json.put("model", entry.model());
        json.put("inputs", entry.work().inputs());
        json.put("tokens", entry.work().tokens());
        ArrayNode seconds = json.putArray("seconds");
        line.timings().seconds().forEach(seconds::add);
        json.putObject("per_second").put("best", line.best()).put("median", line.median());
        put(json, "tokens_per_second", line.tokensPerSecond());
        put(json, "gflops", line.gigaflops());
        put(json, "share_of_peak", report.share(line));
        put(json, "cosine", line.cosine());
        return json;
    }

    private static void put(ObjectNode json, String field, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(field, value.getAsDouble());
        } else {
            json.putNull(field);
        }
    }
}
