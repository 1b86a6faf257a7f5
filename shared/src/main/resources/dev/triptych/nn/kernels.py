class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Ops, x: Tensor) -> Tensor:
    return x
  def norm(self: __torch__.Ops, x: Tensor, gain: Tensor, shift: Tensor, rms: int, eps: float) -> Tensor:
    if torch.eq(torch.numel(gain), 0):
      y = x
    else:
      z = torch.to(x, gain, False, False, None)
      if torch.eq(rms, 1):
        v = torch.mean(torch.mul(z, z), [-1], True)
        y = torch.mul(torch.mul(z, torch.rsqrt(torch.add(v, eps))), gain)
      else:
        width = torch.size(gain, 0)
        if torch.eq(torch.numel(shift), 0):
          y = torch.layer_norm(z, [width], gain, None, eps)
        else:
          y = torch.layer_norm(z, [width], gain, shift, eps)
    return y
  def narrow(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.to(x, 15, False, True, None)
  def narrowed(self: __torch__.Ops, half: int, w: List[Tensor]) -> List[Tensor]:
    if torch.eq(half, 0):
      used = w
    else:
      used = annotate(List[Tensor], [])
      for part in range(torch.floordiv(torch.len(w), 2)):
        at = torch.mul(part, 2)
        weight = w[at]
        bias = w[torch.add(at, 1)]
        if torch.eq(torch.dim(weight), 2):
          _0 = torch.append(used, torch.to(weight, 15, False, False, None))
          _1 = torch.append(used, torch.to(bias, 15, False, False, None))
        else:
          _2 = torch.append(used, weight)
          _3 = torch.append(used, bias)
    return used
  def line(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    z = torch.to(x, w, False, False, None)
    if torch.eq(torch.numel(b), 0):
      y = torch.linear(z, w, None)
    else:
      y = torch.linear(z, w, b)
    return y
  def activated(self: __torch__.Ops, x: Tensor, act: int) -> Tensor:
    if torch.eq(act, 0):
      y = torch.gelu(x)
    else:
      if torch.eq(act, 1):
        y = torch.gelu(x, approximate="tanh")
      else:
        if torch.eq(act, 2):
          y = torch.relu(x)
        else:
          if torch.eq(act, 3):
            y = torch.silu(x)
          else:
            y = torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))
    return y
  def turned(self: __torch__.Ops, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    halves = torch.chunk(x, 2, -1)
    other = torch.cat([torch.neg(halves[1]), halves[0]], -1)
    return torch.add(torch.mul(x, cosine), torch.mul(other, sine))
  def normed(self: __torch__.Ops, x: Tensor, rms: Tensor, eps: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return (self).norm(x, gain, shift, int(rms), float(eps), )
  def embed(self: __torch__.Ops, ids: Tensor, kinds: Tensor, offset: Tensor, rms: Tensor, eps: Tensor, words: Tensor, positions: Tensor, types: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    n = torch.size(ids, 1)
    x = torch.embedding(words, ids)
    if torch.eq(torch.numel(positions), 0):
      y = x
    else:
      o = int(offset)
      y = torch.add(x, torch.slice(positions, 0, o, torch.add(o, n)))
    if torch.eq(torch.numel(types), 0):
      z = y
    else:
      if torch.eq(torch.numel(kinds), 0):
        z = torch.add(y, torch.select(types, 0, 0))
      else:
        z = torch.add(y, torch.embedding(types, kinds))
    return (self).norm(z, gain, shift, int(rms), float(eps), )
  def relative_bias(self: __torch__.Ops, buckets: Tensor, table: Tensor, mask: Tensor) -> Tensor:
    bias = torch.permute(torch.embedding(table, buckets), [2, 0, 1])
    return torch.add(torch.unsqueeze(bias, 0), mask)
  def layers(self: __torch__.Ops, x: Tensor, plan: Tensor, kinds: Tensor, eps: Tensor, scale: Tensor, masks: List[Tensor], rotary: List[Tensor], weights: List[Tensor]) -> Tensor:
    w = (self).narrowed(int(torch.select(plan, 0, 9)), weights, )
    batch = torch.size(x, 0)
    tokens = torch.size(x, 1)
    depth = int(torch.select(plan, 0, 0))
    h = int(torch.select(plan, 0, 1))
    kh = int(torch.select(plan, 0, 2))
    d = int(torch.select(plan, 0, 3))
    first = int(torch.select(plan, 0, 4))
    rms = int(torch.select(plan, 0, 5))
    act = int(torch.select(plan, 0, 6))
    gated = int(torch.select(plan, 0, 7))
    turn = int(torch.select(plan, 0, 8))
    e = float(eps)
    s = float(scale)
    y = x
    for layer in range(depth):
      i = torch.mul(layer, 26)
      kind = int(torch.select(kinds, 0, layer))
      if torch.eq(first, 1):
        a0 = (self).norm(y, w[i], w[torch.add(i, 1)], rms, e, )
      else:
        a0 = y
      q0 = (self).line(a0, w[torch.add(i, 2)], w[torch.add(i, 3)], )
      if torch.eq(torch.numel(w[torch.add(i, 4)]), 0):
        parts = torch.chunk(q0, 3, 2)
        q1 = parts[0]
        k1 = parts[1]
        v1 = parts[2]
      else:
        q1 = q0
        k1 = (self).line(a0, w[torch.add(i, 4)], w[torch.add(i, 5)], )
        v1 = (self).line(a0, w[torch.add(i, 6)], w[torch.add(i, 7)], )
      q2 = (self).norm(torch.reshape(q1, [batch, tokens, h, d]), w[torch.add(i, 8)], w[torch.add(i, 9)], rms, e, )
      k2 = (self).norm(torch.reshape(k1, [batch, tokens, kh, d]), w[torch.add(i, 10)], w[torch.add(i, 11)], rms, e, )
      q3 = torch.transpose(q2, 1, 2)
      k3 = torch.transpose(k2, 1, 2)
      v3 = torch.transpose(torch.reshape(v1, [batch, tokens, kh, d]), 1, 2)
      if torch.eq(turn, 1):
        c = rotary[torch.mul(kind, 2)]
        t = rotary[torch.add(torch.mul(kind, 2), 1)]
        q4 = (self).turned(q3, c, t, )
        k4 = (self).turned(k3, c, t, )
      else:
        q4 = q3
        k4 = k3
      if torch.eq(h, kh):
        k5 = k4
        v5 = v3
      else:
        g = torch.floordiv(h, kh)
        k5 = torch.reshape(torch.expand(torch.unsqueeze(k4, 2), [batch, kh, g, tokens, d]), [batch, h, tokens, d])
        v5 = torch.reshape(torch.expand(torch.unsqueeze(v3, 2), [batch, kh, g, tokens, d]), [batch, h, tokens, d])
      m = torch.to(masks[kind], v5, False, False, None)
      a = torch.scaled_dot_product_attention(torch.to(q4, v5, False, False, None), torch.to(k5, v5, False, False, None), v5, m, 0., False, scale=s)
      a1 = torch.reshape(torch.transpose(a, 1, 2), [batch, tokens, torch.mul(h, d)])
      o = (self).line(a1, w[torch.add(i, 12)], w[torch.add(i, 13)], )
      if torch.eq(torch.numel(w[torch.add(i, 14)]), 0):
        o1 = o
      else:
        o1 = torch.mul(o, w[torch.add(i, 14)])
      if torch.eq(first, 1):
        y1 = torch.add(o1, y)
        f0 = (self).norm(y1, w[torch.add(i, 16)], w[torch.add(i, 17)], rms, e, )
      else:
        y1 = (self).norm(torch.add(o1, y), w[i], w[torch.add(i, 1)], rms, e, )
        f0 = y1
      u = (self).line(f0, w[torch.add(i, 18)], w[torch.add(i, 19)], )
      if torch.eq(gated, 1):
        if torch.eq(torch.numel(w[torch.add(i, 20)]), 0):
          pair = torch.chunk(u, 2, -1)
          f = torch.mul((self).activated(pair[0], act, ), pair[1])
        else:
          gate = (self).line(f0, w[torch.add(i, 20)], w[torch.add(i, 21)], )
          f = torch.mul((self).activated(gate, act, ), u)
      else:
        f = (self).activated(u, act, )
      r = (self).line(f, w[torch.add(i, 22)], w[torch.add(i, 23)], )
      if torch.eq(torch.numel(w[torch.add(i, 24)]), 0):
        r1 = r
      else:
        r1 = torch.mul(r, w[torch.add(i, 24)])
      if torch.eq(first, 1):
        y = torch.add(r1, y1)
      else:
        y = (self).norm(torch.add(r1, y1), w[torch.add(i, 16)], w[torch.add(i, 17)], rms, e, )
    return y
  def adapted(self: __torch__.Ops, scale: Tensor, first: Tensor, w: Tensor, a: Tensor, b: Tensor) -> Tensor:
    n = torch.size(b, 0)
    rows = torch.size(w, 0)
    change = torch.mul(torch.mm(b, a), float(scale))
    if torch.eq(n, rows):
      whole = change
    else:
      f = int(first)
      whole = torch.constant_pad_nd(change, [0, 0, f, torch.sub(rows, torch.add(f, n))])
    return torch.add(w, whole)
  def patches(self: __torch__.Ops, pictures: Tensor, stretched: Tensor, w: Tensor, b: Tensor, first: Tensor, positions: Tensor, registers: Tensor) -> Tensor:
    width = torch.size(w, 0)
    p = torch.size(w, 2)
    if torch.eq(torch.numel(b), 0):
      c = torch.conv2d(pictures, w, None, [p, p], [0, 0], [1, 1], 1)
    else:
      c = torch.conv2d(pictures, w, b, [p, p], [0, 0], [1, 1], 1)
    n = torch.size(c, 0)
    rows = torch.size(c, 2)
    columns = torch.size(c, 3)
    x = torch.transpose(torch.flatten(c, 2), 1, 2)
    if torch.eq(torch.numel(first), 0):
      extra = 0
      y = x
    else:
      extra = 1
      y = torch.cat([torch.expand(torch.reshape(first, [1, 1, width]), [n, 1, width]), x], 1)
    flat = torch.reshape(positions, [-1, width])
    side = int(stretched)
    if torch.eq(side, 0):
      at = flat
    else:
      grid = torch.permute(torch.reshape(torch.slice(flat, 0, extra), [1, side, side, width]), [0, 3, 1, 2])
      if torch.eq(torch.numel(registers), 0):
        larger = torch.upsample_bicubic2d(grid, [rows, columns], False, None, None)
      else:
        larger = torch._upsample_bicubic2d_aa(grid, [rows, columns], False, None, None)
      cells = torch.reshape(torch.permute(larger, [0, 2, 3, 1]), [torch.mul(rows, columns), width])
      at = torch.cat([torch.slice(flat, 0, 0, extra), cells], 0)
    z = torch.add(y, at)
    if torch.eq(torch.numel(registers), 0):
      tokens = z
    else:
      tokens = torch.cat([z, torch.expand(registers, [n, -1, -1])], 1)
    return tokens
  def attention_pool(self: __torch__.Ops, x: Tensor, heads: Tensor, act: Tensor, eps: Tensor, w: List[Tensor]) -> Tensor:
    n = torch.size(x, 0)
    tokens = torch.size(x, 1)
    width = torch.size(x, 2)
    h = int(heads)
    d = torch.floordiv(width, h)
    probe = torch.reshape(w[0], [1, 1, width])
    q0 = torch.linear(probe, torch.slice(w[1], 0, 0, width), torch.slice(w[2], 0, 0, width))
    pair = torch.chunk(torch.linear(x, torch.slice(w[1], 0, width), torch.slice(w[2], 0, width)), 2, 2)
    q = torch.transpose(torch.reshape(torch.expand(q0, [n, 1, width]), [n, 1, h, d]), 1, 2)
    k = torch.transpose(torch.reshape(pair[0], [n, tokens, h, d]), 1, 2)
    v = torch.transpose(torch.reshape(pair[1], [n, tokens, h, d]), 1, 2)
    a = torch.scaled_dot_product_attention(q, k, v, None, 0., False)
    o = torch.linear(torch.reshape(torch.transpose(a, 1, 2), [n, width]), w[3], w[4])
    f = (self).norm(o, w[5], w[6], 0, float(eps), )
    u = (self).activated(torch.linear(f, w[7], w[8]), int(act), )
    return torch.add(o, torch.linear(u, w[9], w[10]))
  def picked(self: __torch__.Ops, x: Tensor, at: Tensor) -> Tensor:
    n = torch.size(x, 0)
    width = torch.size(x, 2)
    index = torch.expand(torch.reshape(at, [n, 1, 1]), [n, 1, width])
    return torch.squeeze(torch.gather(x, 1, index), 1)
  def multiplied(self: __torch__.Ops, x: Tensor, w: Tensor) -> Tensor:
    return torch.matmul(x, w)
  def mean_pool(self: __torch__.Ops, x: Tensor, weights: Tensor) -> Tensor:
    s = torch.squeeze(torch.bmm(torch.unsqueeze(weights, 1), x), 1)
    n = torch.clamp_min(torch.sum(weights, [1], True), 1e-9)
    return torch.div(s, n)
  def bags(self: __torch__.Ops, ids: Tensor, weights: Tensor, words: Tensor, out: Tensor) -> Tensor:
    x = (self).mean_pool(torch.embedding(words, ids), weights, )
    if torch.eq(torch.numel(out), 0):
      y = x
    else:
      y = torch.linear(x, out)
    n = torch.sqrt(torch.add(torch.sum(torch.mul(y, y), [1], True), 1e-24))
    return torch.div(y, n)
  def principal(self: __torch__.Ops, x: Tensor) -> Tensor:
    values, vectors, = torch.linalg_eigh(torch.mm(torch.t(x), x))
    return vectors
  def mean_sqrt_len_pool(self: __torch__.Ops, x: Tensor, weights: Tensor) -> Tensor:
    s = torch.squeeze(torch.bmm(torch.unsqueeze(weights, 1), x), 1)
    n = torch.clamp_min(torch.sum(weights, [1], True), 1e-9)
    return torch.div(s, torch.sqrt(n))
  def max_pool(self: __torch__.Ops, x: Tensor, weights: Tensor) -> Tensor:
    out = torch.unsqueeze(torch.eq(weights, 0), 2)
    y = torch.amax(torch.masked_fill(x, out, -1e30), [1])
    none = torch.eq(torch.sum(weights, [1], True), 0)
    return torch.masked_fill(y, none, 0.)
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
  def activate(self: __torch__.Ops, x: Tensor, activation: Tensor) -> Tensor:
    act = int(activation)
    y = x
    if torch.eq(act, 1):
      y = torch.tanh(x)
    else:
      pass
    if torch.eq(act, 2):
      y = torch.relu(x)
    else:
      pass
    if torch.eq(act, 3):
      y = torch.gelu(x)
    else:
      pass
    if torch.eq(act, 4):
      y = torch.sigmoid(x)
    else:
      pass
    if torch.eq(act, 5):
      y = torch.silu(x)
    else:
      pass
    if torch.eq(act, 6):
      y = torch.leaky_relu(x, 0.01)
    else:
      pass
    if torch.eq(act, 7):
      y = torch.elu(x)
    else:
      pass
    if torch.eq(act, 8):
      y = torch.selu(x)
    else:
      pass
    if torch.eq(act, 9):
      y = torch.softplus(x)
    else:
      pass
    if torch.eq(act, 10):
      y = torch.mish(x)
    else:
      pass
    if torch.eq(act, 11):
      y = torch.hardswish(x)
    else:
      pass
    if torch.eq(act, 12):
      y = torch.relu6(x)
    else:
      pass
    return y
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
  def average(self: __torch__.Ops, share: Tensor, averages: List[Tensor], w: List[Tensor]) -> Tensor:
    torch._foreach_lerp_(averages, w, float(share))
    return share
  def adamw(self: __torch__.Ops, rate: Tensor, beta1: Tensor, beta2: Tensor, decay: Tensor, eps: Tensor, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
    _0 = annotate(List[Tensor], [])
    torch._foreach_add_(t, 1)
    torch._fused_adamw_(w, g, m, v, _0, t, lr=float(rate), beta1=float(beta1), beta2=float(beta2), weight_decay=float(decay), eps=float(eps), amsgrad=False, maximize=False)
    return rate
