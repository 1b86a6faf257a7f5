package dev.triptych.code;

/**
 * A unit with what only the miner needs to know about it.
 *
 * @param unit what others see
 * @param owner the types around it, outermost first and with dots; empty for a type of the file itself
 * @param name its own name
 * @param javadoc the inside of its Javadoc comment, or empty
 * @param bare its source without annotations in front
 * @param bareLine the line where {@code bare} begins
 * @param body whether it has one
 */
record Declaration(CodeUnit unit, String owner, String name, String javadoc, String bare, int bareLine, boolean body) {}
