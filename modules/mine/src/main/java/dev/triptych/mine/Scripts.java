package dev.triptych.mine;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;

/**
 * Whether a text is written in the script of its language: what can be told without a model. Two languages of one script cannot be told
 * apart in this way.
 */
final class Scripts {
    /** Low, because names, file formats and commands stay Latin in any translation of software. */
    private static final double LEAST = 0.2;

    private Scripts() {}

    /** False for a language that ICU does not know. */
    static boolean known(String language) {
        return UScript.getCode(new ULocale(language)) != null;
    }

    /** Whether at least a fifth of the letters are of a script that the language is written in; texts without letters are in any. */
    static boolean fits(String text, String language) {
        int[] scripts = UScript.getCode(new ULocale(language));
        if (scripts == null) {
            return true;
        }
        int letters = 0;
        int fitting = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isLetter(c)) {
                letters++;
                for (int script : scripts) {
                    if (UScript.hasScript(c, script)) {
                        fitting++;
                        break;
                    }
                }
            }
        }
        return fitting >= LEAST * letters;
    }
}
