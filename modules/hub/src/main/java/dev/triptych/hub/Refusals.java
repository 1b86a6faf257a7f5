package dev.triptych.hub;

import dev.triptych.space.TriptychException;
import java.net.URI;
import java.net.http.HttpHeaders;

/** What the hub's refusals mean and what the person in front of the screen can do about each. */
final class Refusals {
    static final int TOO_MANY = 429;

    private final URI endpoint;
    private final boolean withToken;

    Refusals(URI endpoint, boolean withToken) {
        this.endpoint = endpoint;
        this.withToken = withToken;
    }

    TriptychException of(int status, HttpHeaders headers, Repository repository, URI asked) {
        String code = headers.firstValue("x-error-code").orElse("");
        String page = endpoint + "/" + repository.id();
        String where = repository + " at " + endpoint;
        if (code.equals("GatedRepo") || (status == 403 && code.isEmpty())) {
            return new TriptychException(
                    where,
                    "HTTP " + status + ", a gated model",
                    "a token of somebody who has accepted its terms",
                    "accept them at " + page + " and " + (withToken ? "use that account's token in" : "set")
                            + " HF_TOKEN");
        }
        if (status == 401) {
            return new TriptychException(
                    where,
                    "HTTP 401, " + (withToken ? "the token is not accepted" : "no such public model"),
                    withToken ? "a valid HF_TOKEN" : "a public model, or a token",
                    withToken
                            ? "make a new token, or unset HF_TOKEN for a public model"
                            : "check the name; for a private model set HF_TOKEN");
        }
        if (code.equals("RevisionNotFound")) {
            return new TriptychException(
                    where,
                    "no revision '" + repository.revision() + "'",
                    "a branch, a tag or a commit",
                    "see " + page + "/commits/main");
        }
        if (status == 404 && !code.equals("EntryNotFound")) {
            return new TriptychException(
                    where,
                    "HTTP 404, no such model" + (code.isEmpty() ? " or revision" : ""),
                    "a model of the hub",
                    "check the name" + (withToken ? "" : "; for a private model set HF_TOKEN"));
        }
        if (status == 407) {
            return new TriptychException(
                    "proxy for " + asked.getHost(),
                    "HTTP 407, it asks for a password",
                    "a proxy without one",
                    "use another HTTPS_PROXY, or NO_PROXY=" + asked.getHost());
        }
        return new TriptychException(
                where + ", " + asked.getPath(),
                "HTTP " + status + (code.isEmpty() ? "" : " " + code),
                "HTTP 200",
                "check HF_ENDPOINT and the name of the model");
    }
}
