class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Ops, x: Tensor) -> Tensor:
    return x
  def bert_embeddings(self: __torch__.Ops, ids: Tensor, words: Tensor, positions: Tensor, types: Tensor, gain: Tensor, shift: Tensor, eps: Tensor) -> Tensor:
    width = torch.size(words, 1)
    n = torch.size(ids, 1)
    x = torch.embedding(words, ids)
    p = torch.slice(positions, 0, 0, n)
    t = torch.select(types, 0, 0)
    y = torch.add(torch.add(x, p), t)
    return torch.layer_norm(y, [width], gain, shift, float(eps))
  def bert_layers(self: __torch__.Ops, x: Tensor, mask: Tensor, heads: Tensor, eps: Tensor, activation: Tensor, w: List[Tensor]) -> Tensor:
    batch = torch.size(x, 0)
    tokens = torch.size(x, 1)
    width = torch.size(x, 2)
    h = int(heads)
    e = float(eps)
    act = int(activation)
    d = torch.floordiv(width, h)
    layers = torch.floordiv(torch.len(w), 16)
    y = x
    for layer in range(layers):
      i = torch.mul(layer, 16)
      q = torch.linear(y, w[i], w[torch.add(i, 1)])
      k = torch.linear(y, w[torch.add(i, 2)], w[torch.add(i, 3)])
      v = torch.linear(y, w[torch.add(i, 4)], w[torch.add(i, 5)])
      qh = torch.transpose(torch.view(q, [batch, tokens, h, d]), 1, 2)
      kh = torch.transpose(torch.view(k, [batch, tokens, h, d]), 1, 2)
      vh = torch.transpose(torch.view(v, [batch, tokens, h, d]), 1, 2)
      a = torch.scaled_dot_product_attention(qh, kh, vh, mask, 0., False)
      c = torch.reshape(torch.transpose(a, 1, 2), [batch, tokens, width])
      o = torch.linear(c, w[torch.add(i, 6)], w[torch.add(i, 7)])
      y1 = torch.layer_norm(torch.add(o, y), [width], w[torch.add(i, 8)], w[torch.add(i, 9)], e)
      u = torch.linear(y1, w[torch.add(i, 10)], w[torch.add(i, 11)])
      if torch.eq(act, 0):
        f = torch.gelu(u)
      else:
        if torch.eq(act, 1):
          f = torch.gelu(u, approximate="tanh")
        else:
          f = torch.relu(u)
      g = torch.linear(f, w[torch.add(i, 12)], w[torch.add(i, 13)])
      y = torch.layer_norm(torch.add(g, y1), [width], w[torch.add(i, 14)], w[torch.add(i, 15)], e)
    return y
  def mean_pool(self: __torch__.Ops, x: Tensor, weights: Tensor) -> Tensor:
    s = torch.squeeze(torch.bmm(torch.unsqueeze(weights, 1), x), 1)
    n = torch.clamp_min(torch.sum(weights, [1], True), 1e-9)
    return torch.div(s, n)
  def products(self: __torch__.Ops, a: Tensor, b: Tensor, times: Tensor, half: Tensor) -> Tensor:
    if torch.eq(int(half), 1):
      x = torch.to(a, 15)
      y = torch.to(b, 15)
    else:
      x = a
      y = b
    z = x
    for i in range(int(times)):
      z = torch.mm(z, y)
    return torch.to(torch.select(z, 0, 0), 6)
  def dense(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.linear(x, w, b)
  def dense_tanh(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.tanh(torch.linear(x, w, b))
  def mobilenet(self: __torch__.Ops, x: Tensor, plan: Tensor, eps: Tensor, w: List[Tensor]) -> Tensor:
    convolutions = torch.size(plan, 0)
    each = torch.floordiv(torch.len(w), convolutions)
    e = float(eps)
    y = torch.contiguous(x, memory_format=2)
    skip = y
    for i in range(convolutions):
      row = torch.select(plan, 0, i)
      stride = int(torch.select(row, 0, 0))
      groups = int(torch.select(row, 0, 1))
      relu = int(torch.select(row, 0, 2))
      begins = int(torch.select(row, 0, 3))
      ends = int(torch.select(row, 0, 4))
      low_h = int(torch.select(row, 0, 5))
      high_h = int(torch.select(row, 0, 6))
      low_w = int(torch.select(row, 0, 7))
      high_w = int(torch.select(row, 0, 8))
      if torch.eq(begins, 1):
        skip = y
      else:
        pass
      at = torch.mul(i, each)
      weight = w[at]
      shift = w[torch.add(at, 1)]
      if torch.__and__(torch.eq(low_h, high_h), torch.eq(low_w, high_w)):
        source = y
        pad_h = low_h
        pad_w = low_w
      else:
        source = torch.constant_pad_nd(y, [low_w, high_w, low_h, high_h])
        pad_h = 0
        pad_w = 0
      if torch.eq(each, 2):
        z = torch.conv2d(source, weight, shift, [stride, stride], [pad_h, pad_w], [1, 1], groups)
      else:
        c = torch.conv2d(source, weight, None, [stride, stride], [pad_h, pad_w], [1, 1], groups)
        z = torch.batch_norm(c, w[torch.add(at, 2)], shift, w[torch.add(at, 3)], w[torch.add(at, 4)], False, 0., e, False)
      if torch.eq(relu, 1):
        y = torch.clamp(z, 0., 6.)
      else:
        y = z
      if torch.eq(ends, 1):
        y = torch.add(y, skip)
      else:
        pass
    return torch.mean(y, [2, 3])
  def head(self: __torch__.Ops, x: Tensor, aw: Tensor, ab: Tensor, gain: Tensor, shift: Tensor, uw: Tensor, ub: Tensor, dw: Tensor, db: Tensor) -> Tensor:
    width = torch.size(aw, 0)
    y = torch.linear(x, aw, ab)
    z = torch.layer_norm(y, [width], gain, shift, 1e-5)
    u = torch.gelu(torch.linear(z, uw, ub))
    v = torch.add(y, torch.linear(u, dw, db))
    n = torch.clamp_min(torch.sqrt(torch.sum(torch.mul(v, v), [1], True)), 1e-12)
    return torch.div(v, n)
  def unit(self: __torch__.Ops, x: Tensor) -> Tensor:
    n = torch.clamp_min(torch.sqrt(torch.sum(torch.mul(x, x), [1], True)), 1e-12)
    return torch.div(x, n)
  def rows(self: __torch__.Ops, order: Tensor, parts: List[Tensor]) -> Tensor:
    return torch.index_select(torch.cat(parts, 0), 0, order)
  def clip_gradients(self: __torch__.Ops, limit: Tensor, g: List[Tensor]) -> Tensor:
    total = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)), 2)
    scale = torch.clamp_max(torch.div(limit, torch.add(total, 1e-6)), 1.)
    torch._foreach_mul_(g, scale)
    return total
  def adamw(self: __torch__.Ops, rate: Tensor, beta1: Tensor, beta2: Tensor, decay: Tensor, eps: Tensor, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
    _0 = annotate(List[Tensor], [])
    torch._foreach_add_(t, 1)
    torch._fused_adamw_(w, g, m, v, _0, t, lr=float(rate), beta1=float(beta1), beta2=float(beta2), weight_decay=float(decay), eps=float(eps), amsgrad=False, maximize=False)
    return rate
