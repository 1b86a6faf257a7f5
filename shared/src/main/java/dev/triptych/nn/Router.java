package dev.triptych.nn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.triptych.checkpoint.JsonConfig;
import dev.triptych.space.TriptychException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A Router of sentence-transformers (Asym until its version 5): queries and documents go through modules of their own, into one space.
 *
 * @param file its configuration, for errors
 * @param routes the modules of each route, in the order of the file
 * @param byDefault the route of texts that are neither; empty if there is none
 */
record Router(Path file, Map<String, List<PublishedModule>> routes, String byDefault) {
    private static final String QUERY = "query";
    private static final String DOCUMENT = "document";

    static boolean is(PublishedModule module) {
        return module.type().equals("Router") || module.type().equals("Asym");
    }

    static Router read(PublishedModule module) {
        Path now = module.folder().resolve("router_config.json");
        Path file = Files.exists(now) ? now : module.folder().resolve("config.json");
        JsonConfig config = JsonConfig.read(file);
        JsonConfig types = config.object("types");
        Map<String, List<PublishedModule>> routes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> route :
                config.object("structure").node().properties()) {
            List<PublishedModule> modules = new ArrayList<>();
            for (JsonNode id : route.getValue()) {
                Path folder = PublishedModule.inside(module.folder(), file, id.asText());
                PublishedModule part = new PublishedModule(PublishedModule.shortName(types.text(id.asText())), folder);
                if (is(part)) {
                    throw new TriptychException(
                            file + ", types", "a Router in a Router", "modules that compute", "use another model");
                }
                modules.add(part);
            }
            routes.put(route.getKey(), modules);
        }
        if (routes.isEmpty()) {
            throw new TriptychException(file + ", structure", "no route", "at least one", "use a whole model");
        }
        JsonConfig parameters = config.has("parameters") ? config.object("parameters") : config;
        if (parameters.has("route_mappings")
                && !parameters.object("route_mappings").node().isEmpty()) {
            throw new TriptychException(
                    file + ", parameters, route_mappings",
                    parameters.object("route_mappings").node().toString(),
                    "none: routes that are called query and document",
                    "this version cannot follow it: use a model without route_mappings");
        }
        String first = parameters.flag("allow_empty_key", true)
                ? routes.keySet().iterator().next()
                : "";
        return new Router(file, routes, parameters.text("default_route", first));
    }

    /** The modules for texts of a kind. */
    List<PublishedModule> route(Prompt prompt) {
        String name = wanted(prompt).filter(routes::containsKey).orElse(byDefault);
        List<PublishedModule> modules = routes.get(name);
        if (modules == null) {
            throw new TriptychException(
                    file + ", structure",
                    name.isEmpty() ? "no default_route" : "no route '" + name + "'",
                    "one of " + String.join(", ", routes.keySet()),
                    "say which texts these are: --prompt query or --prompt document");
        }
        return modules;
    }

    private static Optional<String> wanted(Prompt prompt) {
        if (prompt instanceof Prompt.OfQueries) {
            return Optional.of(QUERY);
        }
        if (prompt instanceof Prompt.OfPassages) {
            return Optional.of(DOCUMENT);
        }
        return prompt instanceof Prompt.Named named ? Optional.of(named.name()) : Optional.empty();
    }

    /** Whether a Router beside {@code config_sentence_transformers.json} has a route of this name. */
    static boolean leads(Path beside, String name) {
        Path folder = Objects.requireNonNull(beside.getParent());
        return PublishedModule.routers(folder).stream()
                .anyMatch(router -> read(router).routes.containsKey(name));
    }
}
