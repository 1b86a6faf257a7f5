package visitor;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Not in the library: the same idea as one of its files, written another way. */
class Memo<Q, A> {
    private final Map<Q, A> known = new HashMap<>();
    private final Deque<Q> order;
    private final int most;

    Memo(Deque<Q> order, int most) {
        this.order = order;
        this.most = most;
    }

    A ask(Q question, Function<Q, A> work) {
        A answer = known.computeIfAbsent(question, work);
        order.remove(question);
        order.addLast(question);
        if (order.size() > most) {
            known.remove(order.removeFirst());
        }
        return answer;
    }
}
