package dev.triptych.index;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of the first function that a piece of source declares, by the look of it: for code of which nothing else is known. */
public final class DeclaredName {
    /** Headers stand at the beginning; what is longer is data. */
    private static final int FAR = 2000;

    private static final Pattern BY_WORD = Pattern.compile(
            "\\b(?:def|func|fun|fn|function|sub)\\s+(?:\\([^)]{0,200}\\)\\s*)?([\\p{L}_$][\\p{L}\\p{N}_$]*)");
    private static final Pattern BY_VALUE = Pattern.compile(
            "\\b(?:const|let|var)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*=\\s*(?:async\\s*)?(?:function\\b|\\([^(){};]{0,500}\\)\\s*=>)");
    private static final Pattern BY_BODY = Pattern.compile(
            "([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*(?:<[^<>(){};]{0,200}>)?\\s*\\([^(){};]{0,500}\\)\\s*(?:throws\\s[^(){};]{0,300})?(?:\\{|=>)");
    private static final Set<String> CONTROL = Set.of(
            "if",
            "for",
            "foreach",
            "while",
            "switch",
            "catch",
            "synchronized",
            "using",
            "lock",
            "with",
            "match",
            "return");

    private DeclaredName() {}

    /** Empty if it declares none. */
    public static String of(String source) {
        String head = source.substring(0, Math.min(FAR, source.length()));
        Matcher byWord = BY_WORD.matcher(head);
        if (byWord.find()) {
            return byWord.group(1);
        }
        Matcher byValue = BY_VALUE.matcher(head);
        if (byValue.find()) {
            return byValue.group(1);
        }
        Matcher byBody = BY_BODY.matcher(head);
        while (byBody.find()) {
            if (!CONTROL.contains(byBody.group(1))) {
                return byBody.group(1);
            }
        }
        return "";
    }
}
